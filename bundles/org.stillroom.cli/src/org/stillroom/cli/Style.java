// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

/**
 * What a terminal can show.
 *
 * @param terminal a person watches: lines may be redrawn in place
 * @param columns of the terminal, at least 1
 * @param color escape codes for colours are welcome
 * @param unicode block characters can be written
 */
public record Style(boolean terminal, int columns, boolean color, boolean unicode) {

    /** For files and pipes: plain lines. */
    public static final Style PLAIN = new Style(false, 80, false, false);

    enum Ink {
        RED("31"), GREEN("32"), YELLOW("33"), CYAN("36"), DIM("2");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    public Style {
        columns = Math.max(1, columns);
    }

    /** {@code text} in a colour, where colours are welcome. */
    String paint(Ink ink, String text) {
        return color && !text.isEmpty() ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
    }

    /** {@code text} cut to one line of the terminal, leaving its last column free so that it never wraps. */
    String fit(String text) {
        int room = Math.max(1, columns - 1);
        return text.length() <= room ? text : text.substring(0, room);
    }
}
