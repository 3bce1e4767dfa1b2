// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

/** Shortens texts that are far longer than any encoder reads, so that a pasted book costs no more than a page. */
final class PromptCut {

    private PromptCut() {}

    /**
     * The beginning of a text, with the same first tokens. Both tokenizers cut at white space and make a token or more
     * of each word, so what comes after as many words as tokens are wanted cannot matter. Only words that begin with
     * an ASCII letter or digit count, as others may be dropped or joined to the one before.
     *
     * @param tokens how many first tokens must stay the same
     */
    static String begin(String text, int tokens) {
        int words = 0;
        for (int i = 1; i < text.length(); i++) {
            if (isWordStart(text.charAt(i)) && isSpace(text.charAt(i - 1)) && ++words > tokens) {
                return text.substring(0, i).stripTrailing();
            }
        }
        return text;
    }

    /**
     * Whether a text surely has no more tokens than that: of plain letters, digits and marks none makes more than one,
     * nor does the begin of a word.
     */
    static boolean fits(String text, int tokens) {
        int most = 0;
        boolean space = true;
        for (int i = 0; i < text.length() && most <= tokens; i++) {
            char c = text.charAt(i);
            if (c >= 0x7f) {
                return false;
            }
            most += isSpace(c) ? 0 : space ? 2 : 1;
            space = isSpace(c);
        }
        return most <= tokens;
    }

    private static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
