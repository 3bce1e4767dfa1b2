// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.MissingGraphFileException;

/**
 * A graph's file, and what of it the editor knows: so that a change by somebody else is told from a save of our own.
 * Thread-safe.
 */
public final class DiskFile {

    /**
     * What was found in the file.
     *
     * @param graph empty if it could not be opened
     * @param failure why not
     * @param digest of its bytes; empty if there is no file or it cannot be read
     */
    public record Content(Optional<Graph> graph, Optional<GraphFileException> failure, String digest) {

        /** Whether there is no file. */
        public boolean missing() {
            return failure.isPresent() && failure.get() instanceof MissingGraphFileException;
        }
    }

    /** Enough to see that a file was not touched, without reading it. */
    private record Stamp(long modifiedNanos, long size, Object key) {

        static final Stamp NONE = new Stamp(0, -1, "");

        static Stamp of(Path path) {
            try {
                BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(found.lastModifiedTime().to(TimeUnit.NANOSECONDS), found.size(),
                        String.valueOf(found.fileKey()));
            } catch (IOException e) {
                return NONE;
            }
        }
    }

    private final Path path;
    private Stamp stamp = Stamp.NONE;
    private String known = "";

    public DiskFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** Reads the file; what is found counts as known from now on. */
    public synchronized Content open() {
        stamp = Stamp.of(path);
        Content content = read();
        known = content.digest();
        return content;
    }

    /** Writes the file whole or not at all; what is written counts as known. */
    public synchronized void save(Graph graph) throws IOException {
        GraphFile.write(graph, path);
        stamp = Stamp.of(path);
        known = read().digest();
    }

    /** What somebody else made of the file since it was opened or saved; empty if nothing. */
    public synchronized Optional<Content> changed() {
        Stamp now = Stamp.of(path);
        if (now.equals(stamp)) {
            return Optional.empty();
        }
        Content content = read();
        stamp = now;
        return content.digest().equals(known) ? Optional.empty() : Optional.of(content);
    }

    /** Whether the file holds something else than what was opened or saved; unlike {@link #changed} asked anew. */
    public synchronized boolean differs() {
        return !read().digest().equals(known);
    }

    /** What the file holds now; does not count as known. */
    public Content peek() {
        return read();
    }

    /** Counts a content as known, as its author decided what to do about it. */
    public synchronized void accept(Content content) {
        known = content.digest();
    }

    private Content read() {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(GraphFile.MAX_BYTES + 1);
        } catch (IOException e) {
            return unreadable();
        }
        try {
            return new Content(Optional.of(GraphFile.parse(bytes, path.toString())), Optional.empty(), digest(bytes));
        } catch (GraphFileException e) {
            return new Content(Optional.empty(), Optional.of(e), digest(bytes));
        }
    }

    private Content unreadable() {
        try {
            // says in words why it cannot be read
            return new Content(Optional.of(GraphFile.read(path)), Optional.empty(), "");
        } catch (GraphFileException e) {
            return new Content(Optional.empty(), Optional.of(e), "");
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
