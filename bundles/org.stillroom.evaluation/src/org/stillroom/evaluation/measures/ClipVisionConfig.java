// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Sizes of CLIP's vision transformer, by the names of transformers' {@code CLIPVisionConfig}.
 *
 * @param hiddenSize features of a token
 * @param intermediateSize features inside a feed-forward layer
 * @param layers number of blocks
 * @param heads attention heads of a block
 * @param imageSize pixels of the square picture's side
 * @param patchSize pixels of a square patch's side
 * @param epsilon added to the variance by the layer norms
 * @param quickGelu x·σ(1.702x), else GELU
 * @param projection width of the space that pictures and texts share
 */
record ClipVisionConfig(int hiddenSize, int intermediateSize, int layers, int heads, int imageSize, int patchSize,
        double epsilon, boolean quickGelu, int projection) {

    private static final int MOST_LAYERS = 1000;

    /** @throws CheckpointException if config.json is missing, damaged, or not that of a CLIP model with both towers */
    static ClipVisionConfig read(Path folder) throws CheckpointException {
        ConfigFile whole = ConfigFile.read(folder.resolve("config.json"));
        if (!whole.text("model_type", "").equals("clip") || !whole.has("vision_config")) {
            throw whole.problem("it is of a " + whole.text("model_type", "model without a type") + ", expected clip "
                    + "with a vision_config; choose the folder of a whole CLIP model");
        }
        ConfigFile config = whole.within("vision_config");
        String activation = config.text("hidden_act", "quick_gelu");
        if (!activation.equals("quick_gelu") && !activation.equals("gelu")) {
            throw config.unsupported("hidden_act", "only quick_gelu or gelu");
        }
        if (config.integer("num_channels", 3) != 3) {
            throw config.unsupported("num_channels", "only 3");
        }
        double epsilon = config.number("layer_norm_eps", 1e-5);
        if (epsilon <= 0 || epsilon >= 1) {
            throw config.wrong("layer_norm_eps", "a number between 0 and 1");
        }
        ClipVisionConfig read = new ClipVisionConfig(config.integer("hidden_size", 768),
                config.integer("intermediate_size", 3072), config.integer("num_hidden_layers", 12, MOST_LAYERS),
                config.integer("num_attention_heads", 12), config.integer("image_size", 224),
                config.integer("patch_size", 32), epsilon, activation.equals("quick_gelu"),
                whole.integer("projection_dim", 512));
        if (read.hiddenSize % read.heads != 0) {
            throw config.wrong("num_attention_heads", "a divisor of hidden_size, " + read.hiddenSize);
        }
        if (read.patchSize > read.imageSize) {
            throw config.wrong("patch_size", "at most image_size, " + read.imageSize);
        }
        return read;
    }

    /** Memory that so many pictures take beside the weights, in bytes of float32. */
    long workBytes(int pictures) {
        long patches = (long) (imageSize / patchSize) * (imageSize / patchSize);
        long pixels = 3L * imageSize * imageSize;
        return (long) pictures * Float.BYTES * (2 * pixels + (patches + 1) * (6L * hiddenSize + 2L * intermediateSize));
    }

    /** Shapes of all tensors by name, without {@code vision_model.}. */
    SortedMap<String, List<Long>> shapes() {
        SortedMap<String, List<Long>> shapes = new TreeMap<>();
        long width = hiddenSize;
        long patches = imageSize / patchSize;
        shapes.put("embeddings.class_embedding", List.of(width));
        shapes.put("embeddings.patch_embedding.weight", List.of(width, 3L, (long) patchSize, (long) patchSize));
        shapes.put("embeddings.position_embedding.weight", List.of(patches * patches + 1, width));
        shapes.put("visual_projection.weight", List.of((long) projection, width));
        affine(shapes, "pre_layrnorm", List.of(width));
        affine(shapes, "post_layernorm", List.of(width));
        for (int i = 0; i < layers; i++) {
            String layer = "encoder.layers." + i + ".";
            affine(shapes, layer + "layer_norm1", List.of(width));
            affine(shapes, layer + "layer_norm2", List.of(width));
            for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
                affine(shapes, layer + "self_attn." + name, List.of(width, width));
            }
            affine(shapes, layer + "mlp.fc1", List.of((long) intermediateSize, width));
            affine(shapes, layer + "mlp.fc2", List.of(width, (long) intermediateSize));
        }
        return shapes;
    }

    private static void affine(SortedMap<String, List<Long>> shapes, String name, List<Long> weight) {
        shapes.put(name + ".weight", weight);
        shapes.put(name + ".bias", weight.subList(0, 1));
    }
}
