// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/**
 * The vocabulary of a T5, whatever kind of file it came from.
 *
 * @param file for messages
 * @param pieces by id
 * @param charsMap SentencePiece's table of characters to replace; empty for none
 * @param prefix whether a text begins as if there were a space before it
 * @param singleSpaces whether spaces before, behind and besides others are dropped
 */
record UnigramVocabulary(Path file, List<Piece> pieces, byte[] charsMap, boolean prefix, boolean singleSpaces) {

    /** As SentencePiece and ggml number them, from 1. */
    enum Kind { NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE }

    /** @param score logarithm of how likely it is */
    record Piece(String text, float score, Kind kind) {

        static Piece extra(int number) {
            return new Piece(extraText(number), 0, Kind.CONTROL);
        }
    }

    /** T5 was trained with that many marks for gaps in a text, which SentencePiece does not know of. */
    static final int EXTRA_IDS = 100;
    /** Above any vocabulary. */
    static final int MOST_PIECES = 2_000_000;
    static final int LONGEST_PIECE = 4096;
    /** Better than whatever else could stand for the same text: scores are logarithms, and so below 0. */
    private static final float NEVER_CUT = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SPACE = "\u2581";
    private static final List<String> FLAGS = List.of("single_word", "lstrip", "rstrip", "normalized");

    private static String extraText(int number) {
        return "<extra_id_" + number + ">";
    }

    /**
     * With the marks for gaps behind the last piece that is used, the highest number first, as transformers'
     * {@code T5Tokenizer} adds them. Pieces that were put there to fill a table up give way.
     */
    UnigramVocabulary withExtraIds(int count) {
        if (pieces.stream().anyMatch(piece -> piece.text().equals(extraText(0)))) {
            return this;
        }
        List<Piece> all = new ArrayList<>(pieces.subList(0, used()));
        IntStream.range(0, count).forEach(i -> all.add(Piece.extra(count - 1 - i)));
        return new UnigramVocabulary(file, all, charsMap, prefix, singleSpaces);
    }

    /** Pieces up to the last one that is not there only to fill a table up. */
    int used() {
        int used = pieces.size();
        while (used > 0 && pieces.get(used - 1).kind() == Kind.UNUSED) {
            used--;
        }
        return used;
    }

    /**
     * The text of the piece with a name or, where there is none, with an id.
     *
     * @throws CheckpointException if there is neither
     */
    String named(String name, int id) throws CheckpointException {
        if (pieces.stream().anyMatch(piece -> piece.text().equals(name))) {
            return name;
        }
        if (id < 0 || id >= pieces.size()) {
            throw new CheckpointException("The vocabulary in " + file + " has no piece " + name
                    + ", as that of a T5 has; fetch it from where the model is from.");
        }
        return pieces.get(id).text();
    }

    /** The tokenizer.json that says the same, the way transformers' {@code T5Tokenizer} sets up its backend. */
    TokenizerJson json() throws CheckpointException {
        ObjectNode json = JSON.objectNode().put("version", "1.0");
        json.set("added_tokens", addedTokens());
        json.set("normalizer", normalizer());
        json.set("pre_tokenizer", preTokenizer());
        ObjectNode model = json.putObject("model").put("type", "Unigram").put("unk_id", unknown())
                .put("byte_fallback", pieces.stream().anyMatch(piece -> piece.kind() == Kind.BYTE));
        ArrayNode vocabulary = model.putArray("vocab");
        for (int id = 0; id < pieces.size(); id++) {
            Piece piece = pieces.get(id);
            // no text has this noncharacter, so nothing is ever cut into such a piece
            vocabulary.addArray().add(piece.kind() == Kind.UNUSED ? "\uffff" + id : piece.text())
                    .add(piece.kind() == Kind.USER_DEFINED ? NEVER_CUT : piece.score());
        }
        return new TokenizerJson(new ConfigFile(file, json));
    }

    private ArrayNode addedTokens() {
        ArrayNode added = JSON.arrayNode();
        for (int id = 0; id < pieces.size(); id++) {
            Kind kind = pieces.get(id).kind();
            if (kind == Kind.CONTROL || kind == Kind.UNKNOWN) {
                ObjectNode token = added.addObject().put("id", id).put("content", pieces.get(id).text());
                FLAGS.forEach(flag -> token.put(flag, false));
                token.put("special", true);
            }
        }
        return added;
    }

    private ObjectNode normalizer() {
        ObjectNode steps = JSON.objectNode().put("type", "Sequence");
        ArrayNode normalizers = steps.putArray("normalizers");
        if (charsMap.length > 0) {
            normalizers.addObject().put("type", "Precompiled")
                    .put("precompiled_charsmap", Base64.getEncoder().encodeToString(charsMap));
        }
        if (singleSpaces && !prefix) {
            normalizers.addObject().put("type", "Strip").put("strip_left", true).put("strip_right", true);
            normalizers.addObject().put("type", "Replace").put("content", " ").putObject("pattern")
                    .put("Regex", " {2,}");
        }
        return steps;
    }

    private ObjectNode preTokenizer() {
        ObjectNode steps = JSON.objectNode().put("type", "Sequence");
        ArrayNode pretokenizers = steps.putArray("pretokenizers");
        if (singleSpaces && prefix) {
            pretokenizers.addObject().put("type", "WhitespaceSplit");
        }
        pretokenizers.addObject().put("type", "Metaspace").put("replacement", SPACE)
                .put("prepend_scheme", prefix ? "always" : "never").put("split", true);
        return steps;
    }

    private int unknown() throws CheckpointException {
        OptionalInt found = IntStream.range(0, pieces.size()).filter(id -> pieces.get(id).kind() == Kind.UNKNOWN)
                .findFirst();
        return found.orElseThrow(() -> new CheckpointException("The vocabulary in " + file
                + " has no piece for what is unknown, as that of a T5 has; fetch it from where the model is from."));
    }
}
