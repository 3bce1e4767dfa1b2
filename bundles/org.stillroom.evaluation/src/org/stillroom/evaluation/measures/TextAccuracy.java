// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.util.Locale;

/**
 * How well a text was written. Case does not matter, nor white space around the texts.
 *
 * @param characters 1 less the edit distance (Levenshtein) divided by the length of the wanted text, at least 0
 * @param word whether the text is exactly right
 */
public record TextAccuracy(double characters, boolean word) {

    /**
     * @param wanted not blank
     * @param read empty if nothing was
     */
    public static TextAccuracy of(String wanted, String read) {
        int[] expected = normal(wanted);
        int[] found = normal(read);
        if (expected.length == 0) {
            throw new IllegalArgumentException("The wanted text is blank; give one letter or more.");
        }
        int distance = distance(expected, found);
        return new TextAccuracy(Math.max(0, 1 - (double) distance / expected.length), distance == 0);
    }

    private static int[] normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT).codePoints().toArray();
    }

    /** The fewest insertions, deletions and replacements that make one text of the other. */
    private static int distance(int[] from, int[] to) {
        int[] row = new int[to.length + 1];
        for (int j = 0; j <= to.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length; j++) {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length];
    }
}
