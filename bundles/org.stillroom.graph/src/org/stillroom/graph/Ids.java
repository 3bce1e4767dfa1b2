// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.regex.Pattern;

/** Ids of nodes and ports: readable, safe as a part of a file name, and without the dot that joins node and port. */
public final class Ids {

    /** Of an id, in characters. */
    static final int LONGEST = 64;

    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST_SHOWN = 80;

    private Ids() {}

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * The text.
     *
     * @throws IllegalArgumentException if the text is not an id
     */
    static String require(String text) {
        if (!isId(text)) {
            throw new IllegalArgumentException("\"" + shorten(text)
                    + "\" is not an id: up to 64 letters, digits, _ or -, beginning with a letter or _");
        }
        return text;
    }

    /** A text from a stranger's file, cut and without control characters, so that a message stays readable. */
    public static String shorten(String text) {
        return text.length() <= LONGEST_SHOWN ? plain(text) : plain(text.substring(0, LONGEST_SHOWN - 3)) + "...";
    }

    /** A text without anything that could disturb a terminal: controls, text direction marks, halves of characters. */
    static String plain(String text) {
        return UNSHOWN.matcher(text).replaceAll("?");
    }
}
