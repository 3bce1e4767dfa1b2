// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Tells prompts apart: the rule holds for a prompt if one of its parts does, which are asked in this order.
 *
 * @param quoted whether it holds for words in quotes
 * @param words it holds for any of these as whole words, in capitals or not
 * @param pattern it holds where this is found anywhere in the prompt
 * @param longerThan it holds for more words than this; 0 for never
 */
public record PromptRule(boolean quoted, List<String> words, Optional<Pattern> pattern, int longerThan) {

    /** Looks at letters after which a pattern is given up; prompts have a few thousand letters at most. */
    private static final int PATIENCE = 1_000_000;

    public PromptRule {
        words = List.copyOf(words);
    }

    /**
     * @param words separated by commas
     * @param pattern a regular expression; empty for none
     * @throws PatternSyntaxException if it is none
     */
    public static PromptRule of(boolean quoted, String words, String pattern, int longerThan) {
        return new PromptRule(quoted,
                Arrays.stream(words.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList(),
                pattern.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(pattern)), longerThan);
    }

    /** Whether it can hold for any prompt. */
    public boolean says() {
        return quoted || !words.isEmpty() || pattern.isPresent() || longerThan > 0;
    }

    /**
     * Why the rule holds for a prompt, in a few words; empty if it does not.
     *
     * @throws IllegalArgumentException if the pattern takes too long on the prompt
     */
    public Optional<String> reason(String prompt) {
        Optional<String> reason = quoted
                ? QuotedWords.in(prompt).map(found -> "\u201c" + found + "\u201d is in quotes") : Optional.empty();
        return reason.or(() -> words.stream().filter(word -> has(word, prompt)).findFirst()
                        .map(word -> "it says \u201c" + word + "\u201d"))
                .or(() -> pattern.filter(each -> found(each, prompt)).map(each -> "it matches " + each))
                .or(() -> Optional.of(count(prompt)).filter(count -> longerThan > 0 && count > longerThan)
                        .map(count -> "it has " + count + " words"));
    }

    private static boolean has(String word, String prompt) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(prompt).find();
    }

    private static int count(String prompt) {
        String text = prompt.strip();
        return text.isEmpty() ? 0 : text.split("\\s+").length;
    }

    private static boolean found(Pattern pattern, String prompt) {
        try {
            return pattern.matcher(new Patient(prompt, new int[] {PATIENCE})).find();
        } catch (TooLong | StackOverflowError e) {
            throw new IllegalArgumentException("the pattern takes too long on this prompt; write it so that repeated "
                    + "parts do not repeat others", e);
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A text that is read so often only, as some patterns try more ways than there is time for. */
    private record Patient(CharSequence text, int[] left) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Patient(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
