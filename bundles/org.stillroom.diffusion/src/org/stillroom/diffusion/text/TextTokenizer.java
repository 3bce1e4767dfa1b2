// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.FastTokenizer;

/**
 * Cuts prompts into tokens as transformers' {@code T5Tokenizer} and {@code CLIPTokenizer} do, with
 * {@code padding="max_length", truncation=True}. May be used by several threads at once.
 */
public final class TextTokenizer implements ResidentModel {

    /** Memory that the native library takes for each byte of tokenizer.json, about. */
    private static final int MEMORY_FACTOR = 8;

    private final TokenizerKind kind;
    private final FastTokenizer tokenizer;
    private final List<Integer> before;
    private final int end;
    private final int pad;
    private final long bytes;

    private TextTokenizer(TokenizerKind kind, FastTokenizer tokenizer, List<Integer> before, int end, int pad,
            long bytes) {
        this.kind = kind;
        this.tokenizer = tokenizer;
        this.before = before;
        this.end = end;
        this.pad = pad;
        this.bytes = bytes;
    }

    /**
     * Which encoders a tokenizer is for, without loading it.
     *
     * @param model folder with tokenizer.json, with spiece.model, or with vocab.json and merges.txt; or a
     *        tokenizer.json, a spiece.model, or a GGUF file with its vocabulary
     * @throws CheckpointException if it is none of these, or of another kind
     */
    public static TokenizerKind kind(Path model) throws CheckpointException {
        return TokenizerSource.at(model).kind();
    }

    /**
     * How many ids a tokenizer gives, without loading it; the table of an encoder that it is for has as many rows, or a
     * few more.
     *
     * @param model as for {@link #kind}
     * @throws CheckpointException if it is no tokenizer, or damaged
     */
    public static int tokens(Path model) throws CheckpointException {
        return TokenizerSource.at(model).tokens();
    }

    /**
     * Tokens that prompts are padded to where nobody says otherwise: model_max_length of its tokenizer_config.json, but
     * no more than {@link TokenizerKind#usualLength()}.
     *
     * @param model as for {@link #kind}
     * @throws CheckpointException if it is no tokenizer, is of another kind, or its configuration is damaged
     */
    public static int usualLength(Path model) throws CheckpointException {
        return TokenizerSource.at(model).usualLength();
    }

    /**
     * @param model as for {@link #kind}
     * @throws CheckpointException if files are missing or damaged
     */
    public static TextTokenizer open(Path model) throws CheckpointException {
        TokenizerSource source = TokenizerSource.at(model);
        TokenizerKind kind = source.kind();
        SpecialTokens special = source.special();
        TokenizerJson json = source.json();
        List<Integer> before = kind == TokenizerKind.T5 ? List.of() : List.of(id(json, source, special.start()));
        int end = id(json, source, special.end());
        int pad = id(json, source, special.pad());
        byte[] checked = json.checked();
        try {
            return new TextTokenizer(kind, FastTokenizer.fromJson(checked), before, end, pad,
                    (long) checked.length * MEMORY_FACTOR);
        } catch (CheckpointException e) {
            throw new CheckpointException(source.path() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Like {@link #open(Path)}.
     *
     * @throws CheckpointException also if it is not for encoders of this kind
     */
    public static TextTokenizer open(Path model, TokenizerKind kind) throws CheckpointException {
        TextTokenizer tokenizer = open(model);
        if (tokenizer.kind() != kind) {
            tokenizer.close();
            throw new CheckpointException("The tokenizer in " + model + " is for " + tokenizer.kind() + ", not for "
                    + kind + "; fetch it from where the model is from.");
        }
        return tokenizer;
    }

    private static int id(TokenizerJson json, TokenizerSource source, String token) throws CheckpointException {
        return json.id(token).orElseThrow(() -> new CheckpointException("The tokenizer in " + source.path()
                + " has no token " + token + "; fetch its files again."));
    }

    public TokenizerKind kind() {
        return kind;
    }

    /** What is put behind a text that is shorter than its length. */
    public enum Pad {
        /** What the tokenizer's files say. */
        OWN,
        /** The end token, as for CLIP-L. */
        END,
        /** Id 0, as for CLIP-G and T5. */
        ZERO
    }

    /** Token ids of a text, padded with {@link Pad#OWN}; otherwise like {@link #encode(String, int, Pad)}. */
    public List<Integer> encode(String text, int length) {
        return encode(text, length, Pad.OWN);
    }

    /**
     * Token ids of a text, with start and end tokens, cut or padded to a length. A text that is too long loses its
     * end, not the end token.
     *
     * @param length of the result, {@link TokenizerKind#shortest} or more
     */
    public List<Integer> encode(String text, int length, Pad with) {
        if (length < kind.shortest()) {
            throw new IllegalArgumentException("Length " + length + " is too short for this tokenizer, which needs "
                    + kind.shortest() + " or more.");
        }
        int[] words = tokenizer.encode(PromptCut.begin(text, length), false);
        List<Integer> ids = new ArrayList<>(before);
        for (int i = 0; i < words.length && ids.size() < length - 1; i++) {
            ids.add(words[i]);
        }
        ids.add(end);
        int padding = switch (with) {
            case OWN -> pad;
            case END -> end;
            case ZERO -> 0;
        };
        while (ids.size() < length) {
            ids.add(padding);
        }
        return ids;
    }

    /**
     * The end of a text that {@link #encode} drops, from the first word on of which something is dropped; empty if it
     * drops nothing.
     */
    public String lost(String text, int length) {
        int room = Math.max(0, length - 1 - before.size());
        if (PromptCut.fits(text, room)) {
            return "";
        }
        int[] starts = tokenizer.starts(PromptCut.begin(text, length));
        if (starts.length <= room) {
            return "";
        }
        int word = starts[room];
        while (word > 0 && !Character.isWhitespace(text.charAt(word - 1))) {
            word--;
        }
        // of a text without spaces its rest must do
        return text.substring(word == 0 ? starts[room] : word).strip();
    }

    /** Token ids of several texts; otherwise like {@link #encode(String, int)}. */
    public List<List<Integer>> encode(List<String> texts, int length) {
        return texts.stream().map(text -> encode(text, length)).toList();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
