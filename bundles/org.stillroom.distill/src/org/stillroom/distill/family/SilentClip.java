// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * The CLIP of a family whose transformer was trained without one: it gives zeros for every prompt, which is what stood
 * in the place of its pooled vector in training. So everything that a picture shows of its prompt came through T5, and
 * comparing T5 encoders compares all of it. A pipeline of FLUX's layout needs the folder; these files are the smallest
 * that are valid: one layer, whose last norm multiplies by 0.
 */
final class SilentClip {

    private static final String WORD_END = "</w>";
    private static final int TOKENS = 77;
    private static final int HEAD = 16;

    private SilentClip() {
    }

    /** @param width of the pooled vector, a multiple of 16 */
    static void write(Path family, int width) throws IOException {
        int vocabulary = tokenizer(family.resolve("tokenizer"));
        Path folder = family.resolve("text_encoder");
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("architectures", List.of("CLIPTextModel"));
        config.put("bos_token_id", vocabulary - 2);
        config.put("eos_token_id", vocabulary - 1);
        config.put("hidden_act", "quick_gelu");
        config.put("hidden_size", width);
        config.put("intermediate_size", width);
        config.put("layer_norm_eps", 1e-5);
        config.put("max_position_embeddings", TOKENS);
        config.put("model_type", "clip_text_model");
        config.put("num_attention_heads", width / HEAD);
        config.put("num_hidden_layers", 1);
        config.put("pad_token_id", vocabulary - 1);
        config.put("projection_dim", width);
        config.put("vocab_size", vocabulary);
        FamilyConfigs.write(folder.resolve("config.json"), config);
        Map<String, Tensor> weights = weights(vocabulary, width);
        try {
            SafetensorsWriter.write(folder.resolve("model.safetensors"), weights, Map.of("format", "pt"));
        } finally {
            weights.values().forEach(Tensor::close);
        }
    }

    private static Map<String, Tensor> weights(int vocabulary, int width) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        zeros(weights, "text_model.embeddings.token_embedding.weight", vocabulary, width);
        zeros(weights, "text_model.embeddings.position_embedding.weight", TOKENS, width);
        String layer = "text_model.encoder.layers.0.";
        for (String norm : List.of(layer + "layer_norm1", layer + "layer_norm2", "text_model.final_layer_norm")) {
            zeros(weights, norm + ".weight", width);
            zeros(weights, norm + ".bias", width);
        }
        for (String matrix : List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.out_proj",
                "mlp.fc1", "mlp.fc2")) {
            zeros(weights, layer + matrix + ".weight", width, width);
            zeros(weights, layer + matrix + ".bias", width);
        }
        return weights;
    }

    private static void zeros(Map<String, Tensor> weights, String name, long... shape) {
        weights.put(name, Tensor.zeros(DType.F16, Device.CPU, shape));
    }

    /** Byte-level, without merges: a token for each byte, and for each byte that ends a word. Returns the number. */
    private static int tokenizer(Path folder) throws IOException {
        List<String> alphabet = byteAlphabet();
        Map<String, Integer> ids = new LinkedHashMap<>();
        alphabet.forEach(character -> ids.put(character, ids.size()));
        alphabet.forEach(character -> ids.put(character + WORD_END, ids.size()));
        ids.put("<|startoftext|>", ids.size());
        ids.put("<|endoftext|>", ids.size());
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve("vocab.json"), new ObjectMapper().writeValueAsBytes(ids));
        AtomicFile.write(folder.resolve("merges.txt"), "#version: 0.2\n");
        Map<String, Object> special = new LinkedHashMap<>(Map.of("bos_token", "<|startoftext|>", "eos_token",
                "<|endoftext|>", "pad_token", "<|endoftext|>", "unk_token", "<|endoftext|>"));
        FamilyConfigs.write(folder.resolve("special_tokens_map.json"), special);
        special.putAll(Map.of("add_prefix_space", false, "do_lower_case", true, "errors", "replace",
                "model_max_length", TOKENS, "tokenizer_class", "CLIPTokenizer"));
        FamilyConfigs.write(folder.resolve("tokenizer_config.json"), special);
        return ids.size();
    }

    /** A visible character for each byte, in the order that GPT-2's byte-level encoding gives them. */
    private static List<String> byteAlphabet() {
        List<String> characters = new ArrayList<>();
        List<String> replacements = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            if (value > 0x20 && value < 0x7f || value > 0xa0 && value != 0xad) {
                characters.add(Character.toString(value));
            } else {
                replacements.add(Character.toString(256 + replacements.size()));
            }
        }
        characters.addAll(replacements);
        return characters;
    }
}
