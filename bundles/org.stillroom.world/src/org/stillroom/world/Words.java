// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The list of common English words of 2 to 5 letters that stand on signs. */
public final class Words {

    private static final String FILE = "words.txt";

    private static final List<String> ALL = read();

    private Words() {
    }

    /** @return all words, in the order of the alphabet */
    public static List<String> all() {
        return ALL;
    }

    /** @return the words of one split, in the order of the alphabet */
    public static List<String> of(Split split) {
        return ALL.stream().filter(word -> Split.ofWord(word) == split).toList();
    }

    private static List<String> read() {
        try (InputStream in = Words.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the list " + FILE + " is missing beside " + Words.class.getName()
                        + "; the bundle is not complete, build it again");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines().filter(line -> !line.startsWith("#"))
                    .flatMap(line -> List.of(line.split(" ")).stream()).filter(word -> !word.isEmpty()).sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
