// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.text.UnigramVocabulary.Kind;
import org.stillroom.diffusion.text.UnigramVocabulary.Piece;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.GgufLists;

/**
 * The vocabulary that a GGUF file of a T5 has in its metadata, as llama.cpp writes it.
 *
 * @param model what tokenizer.ggml.model says
 */
record GgufVocabulary(Path path, String model) implements TokenizerSource {

    private static final String KEYS = "tokenizer.ggml.";
    private static final String MODEL = KEYS + "model";
    private static final String TOKENS = KEYS + "tokens";
    private static final String SCORES = KEYS + "scores";
    private static final String TYPES = KEYS + "token_type";
    private static final String CHARS_MAP = KEYS + "precompiled_charsmap";

    /** The one of a GGUF file, of whatever kind, if it has one. */
    static Optional<GgufVocabulary> in(Path file) {
        try {
            Map<String, String> metadata = Checkpoint.open(file).metadata();
            return metadata.containsKey(MODEL) && metadata.containsKey(TOKENS)
                    ? Optional.of(new GgufVocabulary(file, metadata.get(MODEL))) : Optional.empty();
        } catch (CheckpointException e) {
            // no model at all, which others report
            return Optional.empty();
        }
    }

    @Override
    public TokenizerKind kind() throws CheckpointException {
        if (!model.equals("t5")) {
            throw new CheckpointException("The vocabulary in " + path + " is one of type \"" + model
                    + "\", expected t5; choose another tokenizer.");
        }
        return TokenizerKind.T5;
    }

    @Override
    public int tokens() throws CheckpointException {
        return vocabulary().pieces().size();
    }

    @Override
    public SpecialTokens special() throws CheckpointException {
        GgufLists lists = read();
        UnigramVocabulary vocabulary = vocabulary(lists);
        return new SpecialTokens("", vocabulary.named("</s>", id(lists, "eos_token_id")),
                vocabulary.named("<pad>", id(lists, "padding_token_id")), "", JsonNodeFactory.instance.objectNode());
    }

    private static int id(GgufLists lists, String key) {
        return lists.value(KEYS + key).filter(value -> value.matches("\\d{1,9}")).map(Integer::valueOf).orElse(-1);
    }

    @Override
    public int usualLength() {
        return TokenizerKind.T5.usualLength();
    }

    @Override
    public TokenizerJson json() throws CheckpointException {
        return vocabulary().json();
    }

    private UnigramVocabulary vocabulary() throws CheckpointException {
        return vocabulary(read());
    }

    private GgufLists read() throws CheckpointException {
        kind();
        return GgufLists.read(path, Set.of(TOKENS, SCORES, TYPES, CHARS_MAP));
    }

    private UnigramVocabulary vocabulary(GgufLists lists) throws CheckpointException {
        List<String> tokens = lists.texts(TOKENS);
        float[] scores = lists.floats(SCORES);
        int[] types = lists.integers(TYPES);
        if (tokens.isEmpty() || scores.length != tokens.size() || types.length != tokens.size()) {
            throw new CheckpointException("The vocabulary in " + path + " has " + tokens.size() + " pieces, "
                    + scores.length + " scores and " + types.length + " types; fetch the file again.");
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            String text = tokens.get(i);
            if (text.isEmpty() || !Float.isFinite(scores[i]) || types[i] < 1 || types[i] > Kind.values().length) {
                throw new CheckpointException("The vocabulary in " + path + " is damaged: piece " + i + " has "
                        + text.length() + " characters, the score " + scores[i] + " and the type " + types[i]
                        + "; fetch the file again.");
            }
            pieces.add(new Piece(text, scores[i], Kind.values()[types[i] - 1]));
        }
        return new UnigramVocabulary(path, pieces, lists.bytes(CHARS_MAP), flag(lists, "add_space_prefix"),
                flag(lists, "remove_extra_whitespaces")).withExtraIds(UnigramVocabulary.EXTRA_IDS);
    }

    private static boolean flag(GgufLists lists, String key) {
        return !lists.value(KEYS + key).orElse("true").equals("false");
    }
}
