// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * The tensors of a CLIP text encoder by the names that transformers 5 writes, without {@code text_model.}, and where a
 * checkpoint has them: all released ones have that prefix.
 *
 * @param prefix what stands before {@code embeddings} and {@code encoder.layers} in the checkpoint
 */
record ClipTensors(String prefix) {

    private static final String TOKENS = "embeddings.token_embedding.weight";
    private static final String POSITIONS = "embeddings.position_embedding.weight";
    private static final String PROJECTION = "text_projection.weight";
    private static final String TEXT_MODEL = "text_model.";

    /** Whether a stored name tells a CLIP text encoder, that of OpenCLIP too. */
    static boolean isOfText(String name) {
        return name.equals(TOKENS) || name.endsWith("." + TOKENS) || isOpenClip(name) && !name.contains("visual.");
    }

    private static boolean isOpenClip(String name) {
        return name.contains("transformer.resblocks.");
    }

    static ClipTensors of(Checkpoint checkpoint) throws CheckpointException {
        if (checkpoint.names().stream().anyMatch(ClipTensors::isOpenClip)) {
            throw new CheckpointException(checkpoint.path() + " has the key layout of OpenCLIP, which is not "
                    + "supported; use the file with text_model.encoder.layers of the same model.");
        }
        return new ClipTensors(Header.around(checkpoint, TOKENS, "CLIP text encoder").prefix());
    }

    String stored(String name) {
        if (!name.equals(PROJECTION)) {
            return prefix + name;
        }
        return prefix.endsWith(TEXT_MODEL)
                ? prefix.substring(0, prefix.length() - TEXT_MODEL.length()) + PROJECTION
                : prefix + PROJECTION;
    }

    /** Width of the projected output, by the weights. */
    OptionalInt projection(Checkpoint checkpoint) throws CheckpointException {
        String name = stored(PROJECTION);
        return checkpoint.has(name)
                ? OptionalInt.of(new Header(checkpoint, "").size(name, 2, 0))
                : OptionalInt.empty();
    }

    /** What the shapes say of a checkpoint without config.json: heads of 64 as in CLIP-L and CLIP-G. */
    ClipConfig config(Checkpoint checkpoint) throws CheckpointException {
        Header header = new Header(checkpoint, prefix);
        List<Long> table = header.shape(TOKENS, 2);
        int width = table.get(1).intValue();
        if (width % 64 != 0) {
            throw new CheckpointException(checkpoint.path() + " is " + width + " wide, which is no multiple of 64 as "
                    + "in CLIP-L and CLIP-G; choose a folder that also has its config.json.");
        }
        return new ClipConfig(table.get(0).intValue(), width, header.size("encoder.layers.0.mlp.fc1.weight", 2, 0),
                header.count("encoder.layers."), width / 64, header.size(POSITIONS, 2, 0), 1e-5, width == 768,
                ClipConfig.LEGACY_END_OF_TEXT, projection(checkpoint));
    }

    /** Refuses a config.json that gives other sizes than the embedding tables have. */
    void checkSizes(ClipConfig config, Checkpoint checkpoint) throws CheckpointException {
        Header header = new Header(checkpoint, prefix);
        List<Long> table = header.shape(TOKENS, 2);
        List<Long> positions = header.shape(POSITIONS, 2);
        if (table.get(0) != config.vocabSize() || table.get(1) != config.hiddenSize()
                || positions.get(0) != config.positions()) {
            throw new CheckpointException(checkpoint.path() + " does not fit its config.json: that says vocab_size "
                    + config.vocabSize() + ", hidden_size " + config.hiddenSize() + " and max_position_embeddings "
                    + config.positions() + ", but the token embedding has shape " + table
                    + " and the position embedding " + positions + "; fetch both again.");
        }
    }

    /** Shapes by name, part by part: embeddings, each layer, final norm, projection. */
    static List<Map<String, List<Long>>> parts(ClipConfig config) {
        List<Map<String, List<Long>>> parts = new ArrayList<>();
        long width = config.hiddenSize();
        parts.add(Map.of(TOKENS, List.of((long) config.vocabSize(), width),
                POSITIONS, List.of((long) config.positions(), width)));
        for (int i = 0; i < config.layers(); i++) {
            parts.add(layer(config, "encoder.layers." + i + "."));
        }
        parts.add(affine("final_layer_norm", List.of(width)));
        config.projection().ifPresent(out -> parts.add(Map.of(PROJECTION, List.of((long) out, width))));
        return parts;
    }

    private static Map<String, List<Long>> layer(ClipConfig config, String prefix) {
        long width = config.hiddenSize();
        long inner = config.intermediateSize();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.putAll(affine(prefix + "layer_norm1", List.of(width)));
        for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
            shapes.putAll(affine(prefix + "self_attn." + name, List.of(width, width)));
        }
        shapes.putAll(affine(prefix + "layer_norm2", List.of(width)));
        shapes.putAll(affine(prefix + "mlp.fc1", List.of(inner, width)));
        shapes.putAll(affine(prefix + "mlp.fc2", List.of(width, inner)));
        return shapes;
    }

    private static Map<String, List<Long>> affine(String name, List<Long> weight) {
        return Map.of(name + ".weight", weight, name + ".bias", weight.subList(0, 1));
    }
}
