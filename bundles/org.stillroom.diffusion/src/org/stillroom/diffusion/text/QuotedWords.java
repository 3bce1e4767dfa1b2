// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds words in quotes, which a picture is to show as letters. Apostrophes and marks of inches are none. */
public final class QuotedWords {

    /**
     * Straight quotes do not begin behind a letter or a number, where a mark is an apostrophe or says inches, and last
     * as long as they can, as there may be apostrophes in them. Others come in pairs.
     */
    private static final Pattern QUOTED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(['\"])(?<straight>\\S.*)\\1(?!\\p{L})"
            + "|[\u201c\u201e](?<double>[^\u201c\u201d]*\\S[^\u201c\u201d]*)[\u201c\u201d]"
            + "|\u2018(?<single>.*?\\S)\u2019(?!\\p{L})"
            + "|\u00ab(?<angle>[^\u00bb]*\\S[^\u00bb]*)\u00bb"
            + "|\u300c(?<corner>[^\u300d]*\\S[^\u300d]*)\u300d", Pattern.DOTALL);

    private static final String[] KINDS = {"straight", "double", "single", "angle", "corner"};

    private QuotedWords() {
    }

    /**
     * The words in quotes, without these and without space around; of several in straight quotes, all from the first to
     * the last.
     */
    public static Optional<String> in(String prompt) {
        Matcher matcher = QUOTED.matcher(prompt);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (String kind : KINDS) {
            if (matcher.group(kind) != null) {
                return Optional.of(matcher.group(kind).strip());
            }
        }
        throw new IllegalStateException("a match of no kind in: " + prompt);
    }
}
