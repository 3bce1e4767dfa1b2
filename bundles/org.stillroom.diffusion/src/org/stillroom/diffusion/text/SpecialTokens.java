// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/**
 * The tokens that a tokenizer puts around a text, as tokenizer_config.json and special_tokens_map.json give them.
 *
 * @param start first token; T5 has none
 * @param added tokens that are cut out of a text before anything else, by id; empty if not listed
 */
record SpecialTokens(String start, String end, String pad, String unknown, JsonNode added) {

    static final long MOST_BYTES = 4 << 20;

    static SpecialTokens read(Path folder, TokenizerKind kind) throws CheckpointException {
        JsonNode config = optional(folder.resolve("tokenizer_config.json"));
        JsonNode map = optional(folder.resolve("special_tokens_map.json"));
        boolean t5 = kind == TokenizerKind.T5;
        String end = token(config, map, "eos_token", t5 ? "</s>" : "<|endoftext|>");
        return new SpecialTokens(
                t5 ? "" : token(config, map, "bos_token", "<|startoftext|>"),
                end,
                token(config, map, "pad_token", t5 ? "<pad>" : end),
                token(config, map, "unk_token", t5 ? "<unk>" : end),
                config.path("added_tokens_decoder"));
    }

    /**
     * Tokens that prompts are padded to: model_max_length of the configuration, as its encoder was trained. The kind's
     * usual length where there is none or a larger one: transformers writes a number beyond all bounds for "no limit".
     */
    static int length(Path folder, TokenizerKind kind) throws CheckpointException {
        JsonNode given = optional(folder.resolve("tokenizer_config.json")).path("model_max_length");
        boolean fits = given.isNumber() && given.doubleValue() >= kind.shortest()
                && given.doubleValue() <= kind.usualLength();
        return fits ? given.intValue() : kind.usualLength();
    }

    private static JsonNode optional(Path file) throws CheckpointException {
        return Files.isRegularFile(file) ? ConfigFile.read(file, MOST_BYTES).json()
                : JsonNodeFactory.instance.objectNode();
    }

    /** A token is given as a text, or as an object with its content. */
    private static String token(JsonNode config, JsonNode map, String key, String otherwise) {
        for (JsonNode file : new JsonNode[] {config, map}) {
            JsonNode value = file.path(key);
            String content = value.isTextual() ? value.asText() : value.path("content").asText();
            if (!content.isEmpty()) {
                return content;
            }
        }
        return otherwise;
    }
}
