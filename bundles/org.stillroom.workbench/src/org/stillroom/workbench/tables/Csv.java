// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.osgi.util.NLS;

/**
 * A table in a text file, as RFC 4180 says: separated by commas, or by semicolons or tabs where the first line has more
 * of those.
 *
 * @param head names of the columns; as many as the longest row has cells
 * @param rows each as long as the head
 */
record Csv(List<String> head, List<List<String>> rows) {

    /** More than anybody reads; other programs are there for more. */
    static final long MOST_BYTES = 16L << 20;

    /** More would make the window wait. */
    static final int MOST_COLUMNS = 500;
    static final int MOST_CELLS = 5_000_000;

    private static final String SEPARATORS = ",;\t";
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** @throws IOException with a sentence for people, if the file cannot be read, is no text or is too large */
    static Csv read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(Messages.Csv_gone);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException(Messages.Csv_unreadable);
        }
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            throw new IOException(NLS.bind(Messages.Csv_tooLarge, size >> 20, MOST_BYTES >> 20));
        }
        // not readString, as a letter in another encoding is no reason to show nothing
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** @throws IOException likewise */
    static Csv parse(String text) throws IOException {
        if (text.indexOf('\0') >= 0) {
            throw new IOException(Messages.Csv_noText);
        }
        String plain = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        List<List<String>> lines = lines(plain, separator(plain));
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        if (columns > MOST_COLUMNS || (long) columns * lines.size() > MOST_CELLS) {
            throw new IOException(NLS.bind(Messages.Csv_tooMany, new Object[] {columns, lines.size(), MOST_COLUMNS,
                MOST_CELLS}));
        }
        List<List<String>> filled = lines.stream().map(line -> filled(line, columns)).toList();
        return filled.isEmpty() ? new Csv(List.of(), List.of())
                : new Csv(filled.getFirst(), filled.subList(1, filled.size()));
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        char best = ',';
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            if (count(first, candidate) > count(first, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(letter -> letter == wanted).count();
    }

    private static List<List<String>> lines(String text, char separator) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (quoted) {
                boolean quote = letter == '"';
                boolean doubled = quote && i + 1 < text.length() && text.charAt(i + 1) == '"';
                quoted = !quote || doubled;
                i += doubled ? 1 : 0;
                cell.append(quoted ? String.valueOf(letter) : "");
            } else if (letter == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (letter == separator) {
                take(line, cell);
            } else if (letter == '\n') {
                end(lines, line, cell);
                line = new ArrayList<>();
            } else if (letter != '\r') {
                cell.append(letter);
            }
        }
        end(lines, line, cell);
        return lines;
    }

    private static void take(List<String> line, StringBuilder cell) {
        line.add(cell.toString());
        cell.setLength(0);
    }

    /** An empty line, such as the one after the last, is no row. */
    private static void end(List<List<String>> lines, List<String> line, StringBuilder cell) {
        if (!line.isEmpty() || !cell.isEmpty()) {
            take(line, cell);
            lines.add(line);
        }
    }

    private static List<String> filled(List<String> line, int columns) {
        List<String> filled = new ArrayList<>(line);
        while (filled.size() < columns) {
            filled.add("");
        }
        return filled;
    }
}
