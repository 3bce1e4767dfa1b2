// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.conflicts;

import java.util.List;

/** Cuts long texts, such as prompts, down to where they differ. */
final class TextDifference {

    private static final String CUT = "\u2026";

    private TextDifference() {}

    /**
     * A text without most of what it has in common with another one at both ends; the same text where it is short.
     *
     * @param most letters that it may have
     * @param around letters that stay before and behind what differs
     */
    static String cut(String text, String other, int most, int around) {
        if (text.length() <= most) {
            return text;
        }
        List<String> both = List.of(text, other);
        int same = sameAtStart(both);
        int start = Math.max(0, same - around);
        int end = Math.max(0, sameAtEnd(both, same) - around);
        String middle = text.substring(whole(text, start), whole(text, text.length() - end));
        boolean longer = middle.length() > most;
        return (start > 0 ? CUT : "") + (longer ? middle.substring(0, whole(middle, most)) : middle)
                + (longer || end > 0 ? CUT : "");
    }

    private static int sameAtStart(List<String> texts) {
        String first = texts.getFirst();
        int length = texts.stream().mapToInt(String::length).min().orElse(0);
        for (int i = 0; i < length; i++) {
            char letter = first.charAt(i);
            int at = i;
            if (!texts.stream().allMatch(text -> text.charAt(at) == letter)) {
                return i;
            }
        }
        return length;
    }

    private static int sameAtEnd(List<String> texts, int start) {
        String first = texts.getFirst();
        int length = texts.stream().mapToInt(String::length).min().orElse(0) - start;
        for (int i = 0; i < length; i++) {
            char letter = first.charAt(first.length() - 1 - i);
            int at = i;
            if (!texts.stream().allMatch(text -> text.charAt(text.length() - 1 - at) == letter)) {
                return i;
            }
        }
        return Math.max(0, length);
    }

    /** Not in the middle of a letter that takes two. */
    private static int whole(String text, int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
