// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of a CLIP text encoder's tensors as OpenCLIP has them, and SDXL's checkpoints. Queries, keys and values are one
 * tensor, and the projection is the other way round.
 */
final class OpenClipNames {

    static final String TOKENS = "token_embedding.weight";
    static final String POSITIONS = "positional_embedding";
    static final String LAYERS = "transformer.resblocks.";
    static final String PROJECTION = "text_projection";
    private static final Pattern LAYER = Pattern.compile("encoder\\.layers\\.(\\d+)\\.(.*)\\.(weight|bias)");
    private static final List<String> FUSED = List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj");
    private static final Map<String, String> IN_LAYER = Map.of("self_attn.out_proj", "attn.out_proj",
            "layer_norm1", "ln_1", "layer_norm2", "ln_2", "mlp.fc1", "mlp.c_fc", "mlp.fc2", "mlp.c_proj");
    private static final Map<String, String> OUTSIDE = Map.of("embeddings.token_embedding.weight", TOKENS,
            "embeddings.position_embedding.weight", POSITIONS, "final_layer_norm.weight", "ln_final.weight",
            "final_layer_norm.bias", "ln_final.bias", PROJECTION, PROJECTION);

    private OpenClipNames() {}

    /**
     * Where a tensor lies.
     *
     * @param name of the tensor that holds it
     * @param third which third of its rows are meant; -1 for all
     */
    record Place(String name, int third) {}

    /** @param name as the encoder's program has it */
    static Place of(String name) {
        Matcher layer = LAYER.matcher(name);
        if (!layer.matches()) {
            return new Place(OUTSIDE.get(name), -1);
        }
        String before = LAYERS + layer.group(1) + ".";
        int third = FUSED.indexOf(layer.group(2));
        return third >= 0 ? new Place(before + "attn.in_proj_" + layer.group(3), third)
                : new Place(before + IN_LAYER.get(layer.group(2)) + "." + layer.group(3), -1);
    }
}
