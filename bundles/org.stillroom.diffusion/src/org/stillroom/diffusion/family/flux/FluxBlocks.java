// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import java.util.List;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.Shapes;

/** The tensors of FLUX's blocks apart from what modulates them, which other families have otherwise. */
public final class FluxBlocks {

    private FluxBlocks() {}

    /**
     * A block with a stream each for text and image.
     *
     * @param width features of a token
     */
    public static void doubleBlock(Shapes shapes, int i, long width, int headDim) {
        String block = doubleTarget(i);
        shapes.projections(block + "attn.", List.of("to_q", "to_k", "to_v", "add_q_proj", "add_k_proj", "add_v_proj",
                "to_out.0", "to_add_out"), width);
        shapes.norms(block + "attn.", List.of("norm_q", "norm_k", "norm_added_q", "norm_added_k"), headDim);
        shapes.feedForward(block + "ff", width);
        shapes.feedForward(block + "ff_context", width);
    }

    /** A block in which text and image are one sequence. */
    public static void singleBlock(Shapes shapes, int i, long width, int headDim) {
        String block = singleTarget(i);
        shapes.projections(block + "attn.", List.of("to_q", "to_k", "to_v"), width);
        shapes.norms(block + "attn.", List.of("norm_q", "norm_k"), headDim);
        shapes.linear(block + "proj_mlp", width, 4 * width);
        shapes.linear(block + "proj_out", 5 * width, width);
    }

    /** Where the original files have a double block. */
    public static void doubleBlock(Layout layout, int i) {
        String target = doubleTarget(i);
        String source = "double_blocks." + i + ".";
        layout.split(source + "img_attn.qkv", target + "attn.", "to_q", "to_k", "to_v");
        layout.split(source + "txt_attn.qkv", target + "attn.", "add_q_proj", "add_k_proj", "add_v_proj");
        layout.tensor(target + "attn.norm_q.weight", source + "img_attn.norm.query_norm.scale");
        layout.tensor(target + "attn.norm_k.weight", source + "img_attn.norm.key_norm.scale");
        layout.tensor(target + "attn.norm_added_q.weight", source + "txt_attn.norm.query_norm.scale");
        layout.tensor(target + "attn.norm_added_k.weight", source + "txt_attn.norm.key_norm.scale");
        layout.linear(target + "attn.to_out.0", source + "img_attn.proj");
        layout.linear(target + "attn.to_add_out", source + "txt_attn.proj");
        layout.linear(target + "ff.net.0.proj", source + "img_mlp.0");
        layout.linear(target + "ff.net.2", source + "img_mlp.2");
        layout.linear(target + "ff_context.net.0.proj", source + "txt_mlp.0");
        layout.linear(target + "ff_context.net.2", source + "txt_mlp.2");
    }

    /** Where the original files have a single block. */
    public static void singleBlock(Layout layout, int i) {
        String target = singleTarget(i);
        String source = "single_blocks." + i + ".";
        layout.split(source + "linear1", target, "attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp");
        layout.tensor(target + "attn.norm_q.weight", source + "norm.query_norm.scale");
        layout.tensor(target + "attn.norm_k.weight", source + "norm.key_norm.scale");
        layout.linear(target + "proj_out", source + "linear2");
    }

    static String doubleTarget(int i) {
        return "transformer_blocks." + i + ".";
    }

    static String singleTarget(int i) {
        return "single_transformer_blocks." + i + ".";
    }
}
