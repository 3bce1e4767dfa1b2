// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.io.AtomicFile;

/** Writes a vocabulary as the files of transformers' {@code T5TokenizerFast}. */
final class T5TokenizerFiles {

    /** Ids 0, 1 and 2, as in every T5. */
    static final List<String> SPECIAL = List.of("<pad>", "</s>", "<unk>");

    private static final ObjectMapper JSON = new ObjectMapper();

    private T5TokenizerFiles() {
    }

    /** @param modelMaxLength tokens of a prompt, the end token included */
    static void write(Path folder, Vocabulary vocabulary, int modelMaxLength) throws IOException {
        Files.createDirectories(folder);
        ArrayNode pieces = JSON.createArrayNode();
        SPECIAL.forEach(token -> pieces.add(JSON.createArrayNode().add(token).add(0.0)));
        vocabulary.pieces().forEach((piece, score) -> pieces.add(JSON.createArrayNode().add(piece).add(score)));
        try (InputStream template = T5TokenizerFiles.class.getResourceAsStream("tokenizer.template.json")) {
            ObjectNode tokenizer = (ObjectNode) JSON.readTree(template);
            ((ObjectNode) tokenizer.get("model")).set("vocab", pieces);
            AtomicFile.write(folder.resolve("tokenizer.json"), JSON.writeValueAsBytes(tokenizer));
        }
        Map<String, Object> special = Map.of("eos_token", "</s>", "pad_token", "<pad>", "unk_token", "<unk>");
        ObjectNode config = JSON.valueToTree(special);
        write(folder.resolve("special_tokens_map.json"), config.deepCopy());
        config.put("extra_ids", 0).put("model_max_length", modelMaxLength).put("tokenizer_class", "T5TokenizerFast");
        write(folder.resolve("tokenizer_config.json"), config);
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        AtomicFile.write(file, text);
    }
}
