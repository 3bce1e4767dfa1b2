// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.evaluation.report.Learning;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;

/** Writes a student as DistillT5 publishes its own: config.json and model.safetensors, which its class reads. */
final class StudentFiles {

    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final String PROJECTION = "final_projection.";

    private StudentFiles() {
    }

    /**
     * Writes both files, each in place of the one before.
     *
     * @param learning how it came to be; told in config.json
     */
    static void write(Path folder, Trainee student, double dropout, Learning learning) throws IOException {
        Files.createDirectories(folder);
        Map<String, Tensor> stored = new TreeMap<>();
        Map<String, Tensor> tensors = student.weights().shared();
        try {
            tensors.forEach((name, tensor) -> stored.put(stored(name), tensor));
            DType precision = tensors.get("shared.weight").dtype();
            AtomicFile.write(folder.resolve(CONFIG), config(student.config(), precision, dropout, learning));
            SafetensorsWriter.write(folder.resolve(WEIGHTS), stored, Map.of("format", "pt"));
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    private static String stored(String name) {
        return name.startsWith(PROJECTION) ? name : "encoder." + name;
    }

    private static byte[] config(T5Config config, DType precision, double dropout, Learning learning)
            throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode();
        json.putArray("architectures").add("T5EncoderWithProjection");
        json.put("d_ff", config.dFf());
        json.put("d_kv", config.dKv());
        json.put("d_model", config.dModel());
        json.put("decoder_start_token_id", 0);
        json.put("dense_act_fn", config.gated() ? "gelu_new" : "relu");
        json.set(Learning.KEY, learning.json());
        json.put("dropout_rate", dropout);
        json.put("eos_token_id", 1);
        json.put("feed_forward_proj", config.gated() ? "gated-gelu" : "relu");
        json.put("initializer_factor", 1.0);
        json.put("is_encoder_decoder", true);
        json.put("is_gated_act", config.gated());
        json.put("layer_norm_epsilon", config.epsilon());
        json.put("model_type", "t5");
        json.put("num_decoder_layers", config.layers());
        json.put("num_heads", config.heads());
        json.put("num_layers", config.layers());
        json.put("out_dim", config.embeddingWidth());
        json.put("pad_token_id", 0);
        json.put("project_in_dim", config.dModel());
        json.put("project_out_dim", config.embeddingWidth());
        json.put("relative_attention_max_distance", config.maxDistance());
        json.put("relative_attention_num_buckets", config.buckets());
        json.put("tie_word_embeddings", false);
        json.put("torch_dtype", precision == DType.BF16 ? "bfloat16" : "float32");
        json.put("use_cache", true);
        json.put("vocab_size", config.vocabSize());
        String text = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
