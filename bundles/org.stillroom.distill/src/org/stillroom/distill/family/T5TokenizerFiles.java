// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.graph.io.AtomicFile;

/** Writes a vocabulary as the files of transformers' {@code T5TokenizerFast}. */
final class T5TokenizerFiles {

    /** Ids 0, 1 and 2, as in every T5. */
    static final List<String> SPECIAL = List.of("<pad>", "</s>", "<unk>");

    private static final String CONFIG = "tokenizer_config.json";
    private static final String SENTINELS = "extra_ids";
    private static final String TOKENS = "model_max_length";
    private static final ObjectMapper JSON = new ObjectMapper();

    private T5TokenizerFiles() {
    }

    /**
     * @param modelMaxLength tokens of a prompt, the end token included
     * @param sentinels that a language model needs, {@code <extra_id_0>} and so on; as in every T5 they have the last
     *        ids, and {@code <extra_id_0>} the very last
     */
    static void write(Path folder, Vocabulary vocabulary, int modelMaxLength, int sentinels) throws IOException {
        Files.createDirectories(folder);
        ArrayNode pieces = JSON.createArrayNode();
        SPECIAL.forEach(token -> pieces.add(JSON.createArrayNode().add(token).add(0.0)));
        vocabulary.pieces().forEach((piece, score) -> pieces.add(JSON.createArrayNode().add(piece).add(score)));
        List<String> extra = IntStream.range(0, sentinels).mapToObj(i -> "<extra_id_" + (sentinels - 1 - i) + ">")
                .toList();
        int first = pieces.size();
        extra.forEach(token -> pieces.add(JSON.createArrayNode().add(token).add(0.0)));
        try (InputStream template = T5TokenizerFiles.class.getResourceAsStream("tokenizer.template.json")) {
            ObjectNode tokenizer = (ObjectNode) JSON.readTree(template);
            ((ObjectNode) tokenizer.get("model")).set("vocab", pieces);
            ArrayNode added = (ArrayNode) tokenizer.get("added_tokens");
            for (int i = 0; i < sentinels; i++) {
                added.add(((ObjectNode) added.get(0)).deepCopy().put("id", first + i).put("content", extra.get(i)));
            }
            AtomicFile.write(folder.resolve("tokenizer.json"), JSON.writeValueAsBytes(tokenizer));
        }
        Map<String, Object> special = Map.of("eos_token", "</s>", "pad_token", "<pad>", "unk_token", "<unk>");
        ObjectNode config = JSON.valueToTree(special);
        write(folder.resolve("special_tokens_map.json"), config.deepCopy());
        config.put(SENTINELS, sentinels).put(TOKENS, modelMaxLength).put("tokenizer_class", "T5TokenizerFast");
        write(folder.resolve(CONFIG), config);
    }

    /** Whether all files are there; this one is written last. */
    static boolean there(Path folder) {
        return Files.exists(folder.resolve(CONFIG));
    }

    /** @throws TrainingException if it was written for prompts of other tokens, or with other sentinels */
    static void require(Path folder, int tokens, int sentinels) throws IOException {
        JsonNode config = JSON.readTree(folder.resolve(CONFIG).toFile());
        int foundTokens = config.path(TOKENS).asInt();
        int foundSentinels = config.path(SENTINELS).asInt();
        if (foundTokens != tokens || foundSentinels != sentinels) {
            throw new TrainingException(folder + " is of another run: its tokenizer has " + foundSentinels
                    + " sentinels for prompts of " + foundTokens + " tokens, not " + sentinels + " for " + tokens
                    + ". Name another folder, or use the same settings.");
        }
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        AtomicFile.write(file, text);
    }
}
