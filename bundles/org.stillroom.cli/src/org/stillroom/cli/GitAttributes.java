// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.graph.io.AtomicFile;

/** The line about graphs in a repository's {@code .gitattributes}; all others stay as they are, byte by byte. */
record GitAttributes(Path file) {

    static final String LINE = "*.stillroom merge=stillroom diff=stillroom";

    boolean hasLine() throws IOException {
        return text().lines().anyMatch(GitAttributes::isLine);
    }

    void add() throws IOException {
        String text = text();
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        write(text + (text.isEmpty() || text.endsWith("\n") ? "" : end) + LINE + end);
    }

    /** A file that has nothing else goes. */
    void remove() throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line : text().split("(?<=\n)")) {
            rest.append(isLine(line) ? "" : line);
        }
        if (rest.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            write(rest.toString());
        }
    }

    private static boolean isLine(String line) {
        return line.strip().equals(LINE);
    }

    /** In a character set that has one for each byte. */
    private String text() throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    private void write(String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
