// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What means something in the prompts of other programs, such as {@code (cat:1.3)}, and is read as plain words here.
 *
 * @param example as it is in the text
 * @param meaning in other programs, with its article
 * @param advice what to do, as a clause
 */
public record PromptSyntax(String example, String meaning, String advice) {

    private static final int SHOWN = 60;
    private static final String PLAIN = "leave only what is meant as words";

    /** @param pattern without nested repetitions, so that no text takes long */
    private record Kind(Pattern pattern, String meaning, String advice) {}

    private static final List<Kind> KINDS = List.of(
            kind("<(?:lora|lyco|hypernet|lokr|loha):[^<>\\n]{1,200}>", "a LoRA", "remove it, and wire a LoRA node"),
            kind("\\([^()\\n]{1,400}:\\s{0,4}[-+]?[0-9]{0,4}\\.?[0-9]{1,6}\\s{0,4}\\)", "a weight", PLAIN),
            kind("\\({2,8}[^()\\n]{1,400}\\){2,8}", "a weight", PLAIN),
            kind("\\[[^\\[\\]\\n]{1,400}\\]", "less weight or a change between steps", PLAIN),
            kind("(?<![\\p{L}\\p{N}_])BREAK(?![\\p{L}\\p{N}_])", "the begin of another part", PLAIN),
            kind("(?<![\\p{L}\\p{N}_])embedding:[^\\s,()]{1,200}", "a textual inversion",
                    "remove it, as there are none for these encoders"),
            kind("(?<![\\p{L}\\p{N}_])__[\\p{L}\\p{N}./*-][\\p{L}\\p{N}_./* -]{0,200}?__(?![\\p{L}\\p{N}_])",
                    "a wildcard", "write what is meant"),
            kind("\\{[^{}\\n|]{0,400}\\|[^{}\\n]{0,400}\\}", "a choice at random", "write what is meant"),
            kind("\\\\[()\\[\\]]", "a plain bracket", "leave the backslash out"));

    private static Kind kind(String pattern, String meaning, String advice) {
        return new Kind(Pattern.compile(pattern), meaning, advice);
    }

    /** The first of each meaning, in the order in which they are listed here. */
    public static List<PromptSyntax> in(String text) {
        List<PromptSyntax> found = new ArrayList<>();
        for (Kind kind : KINDS) {
            Matcher matcher = kind.pattern.matcher(text);
            boolean known = found.stream().anyMatch(each -> each.meaning.equals(kind.meaning));
            if (!known && matcher.find()) {
                String example = matcher.group();
                found.add(new PromptSyntax(example.length() > SHOWN ? example.substring(0, SHOWN) + "…" : example,
                        kind.meaning, kind.advice));
            }
        }
        return found;
    }

    /** In a sentence for the author of the prompt. */
    public String sentence() {
        return "\"" + example + "\" stands for " + meaning + " in other programs; here it is read as plain words: "
                + advice + ".";
    }
}
