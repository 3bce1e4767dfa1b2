// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

/** How well a word that a person typed fits a text; all in small letters. 0 means not at all. */
final class WordMatch {

    static final int EXACT = 1000;
    static final int KEYWORD = 150;
    static final int CATEGORY = 120;
    static final int ID = 100;
    static final int DESCRIPTION = 20;

    private static final int START = 500;
    private static final int WORD = 400;
    private static final int INITIALS = 300;
    private static final int WITHIN = 200;
    private static final int SLIP = 60;
    private static final int LETTERS = 50;
    /** Shortest words in which a slip is forgiven: in shorter ones everything would be near everything. */
    private static final int FORGIVING = 4;

    private WordMatch() {}

    /** Fits the beginning of a name or of its words, its initials, a part of it, a slip of it, or its letters. */
    static int inName(String word, String name) {
        String[] parts = name.split("[^\\p{L}\\p{N}]+");
        if (name.startsWith(word)) {
            return START;
        }
        StringBuilder initials = new StringBuilder();
        int best = 0;
        for (String part : parts) {
            best = part.startsWith(word) ? WORD : Math.max(best, slip(word, part));
            if (best == WORD) {
                return WORD;
            }
            initials.append(part, 0, Math.min(1, part.length()));
        }
        if (initials.length() > 1 && initials.indexOf(word) == 0) {
            return INITIALS;
        }
        return name.contains(word) ? WITHIN : Math.max(best, letters(word, name));
    }

    /** @param weight what a word's beginning counts; its inside counts half */
    static int inText(String word, String text, int weight) {
        int at = text.indexOf(word);
        boolean inside = at >= 0;
        for (; at >= 0; at = text.indexOf(word, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                return weight;
            }
        }
        return inside ? weight / 2 : 0;
    }

    /** Whether the beginning of a word differs by one letter: another, one more, one less, or two exchanged. */
    private static int slip(String typed, String word) {
        if (typed.length() < FORGIVING || word.length() < FORGIVING || typed.charAt(0) != word.charAt(0)) {
            return 0;
        }
        int same = 0;
        while (same < typed.length() && same < word.length() && typed.charAt(same) == word.charAt(same)) {
            same++;
        }
        String rest = typed.substring(same);
        String other = word.substring(same);
        boolean near = rest.length() <= 1 || other.isEmpty()
                || other.startsWith(rest.substring(1))
                || other.substring(1).startsWith(rest)
                || other.substring(1).startsWith(rest.substring(1))
                || other.length() > 1 && rest.charAt(0) == other.charAt(1) && rest.charAt(1) == other.charAt(0)
                        && other.substring(2).startsWith(rest.substring(2));
        return near && other.length() + same >= typed.length() - 1 ? SLIP : 0;
    }

    /** Fewer points the further the letters are apart; none where they are far. */
    private static int letters(String word, String name) {
        int at = -1;
        int first = -1;
        for (int i = 0; i < word.length(); i++) {
            at = name.indexOf(word.charAt(i), at + 1);
            if (at < 0) {
                return 0;
            }
            first = first < 0 ? at : first;
        }
        int gaps = at - first + 1 - word.length();
        return word.length() < 2 ? 0 : Math.max(0, LETTERS - 4 * gaps);
    }
}
