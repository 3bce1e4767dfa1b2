// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.stillroom.graph.io.AtomicFile;

/** Reads and writes {@code .stillroom} files; the package documentation describes them. */
public final class GraphFile {

    /** Largest file that is read, in bytes: 16 MiB, some fifty thousand nodes. */
    public static final int MAX_BYTES = 16 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private GraphFile() {}

    /**
     * @throws MissingGraphFileException if there is no such file
     * @throws GraphFileException if it cannot be read or is not a graph
     */
    public static Graph read(Path file) throws GraphFileException {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw new MissingGraphFileException(name);
        }
        if (!Files.isRegularFile(file)) {
            throw new GraphFileException(name, "", (Files.isDirectory(file) ? "this is a folder"
                    : "this is not an ordinary file") + "; expected a .stillroom file");
        }
        try {
            checkSize(Files.size(file), name);
            try (InputStream in = Files.newInputStream(file)) {
                return parse(in.readNBytes(MAX_BYTES + 1), name);
            }
        } catch (NoSuchFileException e) {
            throw new MissingGraphFileException(name);
        } catch (IOException e) {
            throw new GraphFileException(name, "", "the file cannot be read: " + reason(e));
        }
    }

    /**
     * @param bytes UTF-8, with or without a byte order mark
     * @param name of the file, for messages
     */
    public static Graph parse(byte[] bytes, String name) throws GraphFileException {
        checkSize(bytes.length, name);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
            int column = text.length() - text.lastIndexOf('\n');
            throw new GraphFileException(name, "line " + line + ", column " + column, String.format(
                    "found the byte 0x%02X, which is not UTF-8 text; save the file as UTF-8, or restore an earlier"
                    + " version", bytes[in.position()]));
        }
        return parse(text, name);
    }

    /** @param name of the file, for messages */
    public static Graph parse(String text, String name) throws GraphFileException {
        checkSize(text.length(), name);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        var tree = JsonText.parse(marked ? text.substring(1) : text, name);
        return GraphReader.read(Migrations.ALL.migrate(tree, name), name);
    }

    /**
     * The canonical text: equal graphs give equal texts.
     *
     * @throws IllegalArgumentException if a parameter holds what JSON cannot express, such as NaN
     */
    public static String text(Graph graph) {
        return JsonPrinter.print(GraphTree.of(graph), GraphTree.ROOT_ORDER);
    }

    /**
     * Writes the file whole or not at all.
     *
     * @throws IOException if it could not be written, or could not be read again; what was there before is unchanged
     */
    public static void write(Graph graph, Path file) throws IOException {
        byte[] bytes = text(graph).getBytes(StandardCharsets.UTF_8);
        try {
            parse(bytes, file.toString());
        } catch (GraphFileException e) {
            throw new IOException("the graph was not saved, because it could not be opened again: " + e.getMessage(),
                    e);
        }
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new IOException(file + " could not be saved: " + reason(e)
                    + ". What was there before is unchanged", e);
        }
    }

    /** Why a file could not be read or written, in words; the exceptions of the file system mostly name only it. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "you have no permission for it";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void checkSize(long size, String name) throws GraphFileException {
        if (size > MAX_BYTES) {
            throw new GraphFileException(name, "", "the file has " + size + " bytes or more, and graphs have at most "
                    + MAX_BYTES + "; choose another file");
        }
    }
}
