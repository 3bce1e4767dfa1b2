// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.TorchException;

/**
 * Says which words of a text an encoder does not read, before anything runs. What was found is remembered, as the same
 * texts are looked at whenever something else of their graph changes.
 */
public final class CutTexts {

    private static final int MOST_KNOWN = 100;
    private static final int WORDS_SHOWN = 12;
    private static final int CHARACTERS_SHOWN = 100;

    private static final Map<Key, String> KNOWN = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(String tokenizer, String text, int length) {}

    private CutTexts() {}

    /**
     * What of a text is cut off, as a clause such as {@code the last 2 words are cut off: "at night"}; empty if nothing
     * is, or the tokenizer cannot be used.
     *
     * @param state of the tokenizer, which changes when its files do
     * @param length tokens that the text is cut to
     */
    public static Optional<String> of(Path tokenizer, Supplier<String> state, String text, int length) {
        // few tokens need no tokenizer to be known as few
        if (PromptCut.fits(text, length - TokenizerKind.CLIP.shortest())) {
            return Optional.empty();
        }
        Key key = new Key(state.get(), text, length);
        synchronized (KNOWN) {
            String lost = KNOWN.get(key);
            if (lost == null) {
                lost = lost(tokenizer, text, length);
                KNOWN.put(key, lost);
                if (KNOWN.size() > MOST_KNOWN) {
                    KNOWN.remove(KNOWN.keySet().iterator().next());
                }
            }
            return lost.isEmpty() ? Optional.empty() : Optional.of(lost);
        }
    }

    private static String lost(Path tokenizer, String text, int length) {
        try (TextTokenizer cuts = TextTokenizer.open(tokenizer)) {
            String lost = cuts.lost(text, length);
            return lost.isEmpty() ? "" : shown(lost);
        } catch (CheckpointException | TorchException e) {
            // which is said where the tokenizer is used
            return "";
        }
    }

    private static String shown(String lost) {
        List<String> words = List.of(lost.split("\\s+"));
        String begin = String.join(" ", words.subList(0, Math.min(WORDS_SHOWN, words.size())));
        if (begin.length() > CHARACTERS_SHOWN) {
            begin = begin.substring(0, begin.offsetByCodePoints(0, begin.codePointCount(0, CHARACTERS_SHOWN)));
        }
        String whole = String.join(" ", words);
        return (words.size() == 1 ? "the last word is" : "the last " + words.size() + " words are") + " cut off: \""
                + begin + (begin.length() < whole.length() ? "…" : "") + "\"";
    }
}
