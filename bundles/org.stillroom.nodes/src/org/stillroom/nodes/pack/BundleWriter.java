// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.graph.io.Digest;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.pack.BundleManifest.Content;
import org.stillroom.nodes.pack.BundleManifest.LeftOut;

/** Writes bundles; what is the same gives the same bytes. */
public final class BundleWriter {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int BUFFER = 1 << 20;

    private final String name;
    private final byte[] graph;
    private final SortedMap<String, Path> files;
    private final SortedMap<String, LeftOut> leftOut;

    /** Opens something to be packed. */
    private interface Source {
        InputStream open() throws IOException;
    }

    /** What is written about a file before its bytes. */
    private record Packed(Source source, Content content, long crc) {}

    /**
     * A bundle to be written.
     *
     * @param name of the graph's file, such as {@code cat.stillroom}
     * @param files by their names in the bundle, see {@link BundleNames#problem}
     * @param leftOut models that the graph names and that are not among them
     */
    public BundleWriter(String name, Graph graph, SortedMap<String, Path> files, SortedMap<String, LeftOut> leftOut) {
        this.name = name;
        this.graph = GraphFile.text(graph).getBytes(StandardCharsets.UTF_8);
        this.files = new TreeMap<>(files);
        this.leftOut = new TreeMap<>(leftOut);
    }

    /**
     * Reads everything twice, for its checksum and for its bytes.
     *
     * @param target replaced whole or not at all
     * @param progress told the bytes that were read
     * @return what was written about it
     * @throws IOException if something cannot be read or written, or has a name that a bundle cannot have; says which
     */
    public BundleManifest write(Path target, Progress progress) throws IOException {
        SortedMap<String, Packed> packed = new TreeMap<>();
        packed.put(name, packed(() -> new ByteArrayInputStream(graph), progress));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            packed.put(file.getKey(), packed(() -> Files.newInputStream(file.getValue()), progress));
        }
        for (String each : packed.keySet()) {
            Optional<String> problem = BundleNames.problem(each);
            if (problem.isPresent()) {
                throw new IOException("\"" + BundleNames.shown(each) + "\" cannot be in a bundle: " + problem.get()
                        + "; rename it");
            }
        }
        Optional<String> clash = BundleNames.clash(packed.keySet());
        if (clash.isPresent()) {
            throw new IOException("the bundle cannot be opened everywhere, as " + clash.get() + "; rename one");
        }
        SortedMap<String, Content> contents = new TreeMap<>();
        packed.forEach((each, what) -> contents.put(each, what.content()));
        BundleManifest manifest = new BundleManifest(name, contents, leftOut);
        requireRoom(target, contents.values().stream().mapToLong(Content::bytes).sum());
        byte[] json = manifest.json();
        AtomicFile.write(target, channel -> {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
            add(zip, BundleManifest.NAME, packed(() -> new ByteArrayInputStream(json), Progress.NONE), Progress.NONE);
            for (Map.Entry<String, Packed> each : packed.entrySet()) {
                add(zip, each.getKey(), each.getValue(), progress);
            }
            zip.finish();
        });
        return manifest;
    }

    private static Packed packed(Source source, Progress progress) throws IOException {
        CRC32 crc = new CRC32();
        MessageDigest digest = Digest.sha256();
        long bytes = copy(source, progress, (buffer, count) -> {
            crc.update(buffer, 0, count);
            digest.update(buffer, 0, count);
        });
        return new Packed(source, new Content(bytes, HexFormat.of().formatHex(digest.digest())), crc.getValue());
    }

    private static void add(ZipOutputStream zip, String name, Packed file, Progress progress) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(file.content().bytes());
        entry.setCompressedSize(file.content().bytes());
        entry.setCrc(file.crc());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        try {
            OutputStream out = zip;
            copy(file.source(), progress, (buffer, count) -> out.write(buffer, 0, count));
            zip.closeEntry();
        } catch (ZipException e) {
            throw new IOException("\"" + BundleNames.shown(name) + "\" changed while it was packed; do it again", e);
        }
    }

    /** Takes some bytes. */
    private interface Sink {
        void take(byte[] buffer, int count) throws IOException;
    }

    private static long copy(Source source, Progress progress, Sink sink) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (InputStream in = source.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                progress.checkCancelled();
                sink.take(buffer, count);
                bytes += count;
            }
        }
        return bytes;
    }

    private static void requireRoom(Path target, long bytes) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(folder) && Files.getFileStore(folder).getUsableSpace() < bytes) {
            throw new IOException("the bundle takes " + bytes + " bytes, and the disk of " + folder + " has "
                    + Files.getFileStore(folder).getUsableSpace() + " left; leave something out, or write it "
                    + "elsewhere");
        }
    }
}
