// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Sizes of a CLIP text encoder, by the names of transformers' {@code CLIPTextConfig}.
 *
 * @param vocabSize rows of the embedding table
 * @param hiddenSize features of a token
 * @param intermediateSize features inside a feed-forward layer
 * @param layers number of blocks
 * @param heads attention heads of a block
 * @param positions the longest prompt in tokens
 * @param epsilon added to the variance by the layer norms
 * @param quickGelu x·σ(1.702x) as in CLIP-L, else GELU as in CLIP-G
 * @param endOfText id of the token whose state is pooled; 2 in older files, where the largest id is meant
 * @param projection width of the projected output, if there is one
 */
public record ClipConfig(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int positions,
        double epsilon,
        boolean quickGelu,
        int endOfText,
        OptionalInt projection) {

    /** What older config.json files give as eos_token_id, whatever the vocabulary has. */
    static final int LEGACY_END_OF_TEXT = 2;
    private static final Set<String> TYPES = Set.of("clip_text_model", "clip");

    /**
     * Memory that encoding takes beside the weights, in bytes.
     *
     * @param rows prompts at once
     * @param tokens of each
     * @param size bytes of a number that is computed with
     */
    public long workBytes(int rows, int tokens, int size) {
        return (long) rows * tokens * size * (6L * hiddenSize + 2L * intermediateSize);
    }

    /** Whether config.json in the folder is that of a CLIP text encoder. */
    public static boolean describes(Path folder) {
        return ModelFiles.isOfType(folder, TYPES);
    }

    /**
     * Reads config.json; no weight is read.
     *
     * @param folder with config.json
     * @throws CheckpointException if it is missing, damaged, or not that of a CLIP text encoder
     */
    public static ClipConfig read(Path folder) throws CheckpointException {
        return of(ConfigFile.read(folder.resolve("config.json")));
    }

    /** Whether a config is that of a CLIP text encoder. */
    static boolean describes(ConfigFile config) {
        return TYPES.contains(config.json().path("model_type").asText());
    }

    /** Reads a config; otherwise like {@link #read}. */
    static ClipConfig of(ConfigFile whole) throws CheckpointException {
        String type = whole.text("model_type", "clip_text_model");
        if (!TYPES.contains(type)) {
            throw whole.problem("it is of a " + type + " model, expected clip_text_model; choose the folder of a CLIP "
                    + "text encoder, such as text_encoder of FLUX or SD3");
        }
        ConfigFile config = whole.within("text_config");
        String activation = config.text("hidden_act", "quick_gelu");
        if (!activation.equals("quick_gelu") && !activation.equals("gelu")) {
            throw config.unsupported("hidden_act", "only quick_gelu or gelu");
        }
        boolean projected = ModelFiles.isArchitecture(whole, "CLIPTextModelWithProjection")
                || ModelFiles.isArchitecture(whole, "CLIPModel");
        ClipConfig read = new ClipConfig(config.integer("vocab_size", 49408), config.required("hidden_size"),
                config.required("intermediate_size"), config.required("num_hidden_layers", 1000),
                config.required("num_attention_heads"), config.integer("max_position_embeddings", 77),
                ModelFiles.epsilon(config, "layer_norm_eps", 1e-5), activation.equals("quick_gelu"),
                config.integer("eos_token_id", LEGACY_END_OF_TEXT, 0, Integer.MAX_VALUE),
                projected ? OptionalInt.of(config.integer("projection_dim", 512)) : OptionalInt.empty());
        if (read.hiddenSize % read.heads != 0) {
            throw config.wrong("num_attention_heads", "a divisor of hidden_size, " + read.hiddenSize);
        }
        return read;
    }

    /** The same with another projection; the weights decide whether there is one. */
    ClipConfig withProjection(OptionalInt width) {
        return new ClipConfig(vocabSize, hiddenSize, intermediateSize, layers, heads, positions, epsilon, quickGelu,
                endOfText, width);
    }
}
