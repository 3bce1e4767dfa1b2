// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import java.util.List;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.formats.CheckpointException;

/** The key layout of FLUX.1's original single files, by Black Forest Labs. */
final class OriginalFlux {

    private OriginalFlux() {}

    /**
     * The config that the shapes of the tensors tell.
     *
     * @throws CheckpointException if a tensor that tells is missing, or the head is not the 128 features for which the
     *         split into axes is known
     */
    static FluxConfig config(Header header) throws CheckpointException {
        List<Long> image = header.shape("img_in.weight", 2);
        int head = header.size("double_blocks.0.img_attn.norm.query_norm.scale", 1, 0);
        if (head != 128) {
            throw header.problem("its attention heads have " + head + " features, and only for 128 is the rest known; "
                    + "put the transformer's config beside it as "
                    + TransformerFile.configName(header.checkpoint().path()));
        }
        int out = header.size("final_layer.linear.weight", 2, 0);
        if (out != image.get(1)) {
            throw header.problem("it takes " + image.get(1) + " features a token and gives " + out
                    + "; only FLUX.1 dev and schnell, which give what they take, are supported");
        }
        return new FluxConfig(out, header.count("double_blocks."), header.count("single_blocks."), head,
                (int) (image.get(0) / head), header.size("txt_in.weight", 2, 1),
                header.size("vector_in.in_layer.weight", 2, 1), header.has("guidance_in.in_layer.weight"),
                FluxConfig.AXES_OF_128);
    }

    static Layout layout(String prefix, FluxConfig config) {
        Layout layout = new Layout(prefix, config.parts());
        layout.linear("x_embedder", "img_in");
        layout.linear("context_embedder", "txt_in");
        embedder(layout, "timestep_embedder", "time_in");
        embedder(layout, "text_embedder", "vector_in");
        if (config.guidanceEmbeds()) {
            embedder(layout, "guidance_embedder", "guidance_in");
        }
        for (int i = 0; i < config.numLayers(); i++) {
            doubleBlock(layout, "transformer_blocks." + i + ".", "double_blocks." + i + ".");
        }
        for (int i = 0; i < config.numSingleLayers(); i++) {
            singleBlock(layout, "single_transformer_blocks." + i + ".", "single_blocks." + i + ".");
        }
        layout.linear("proj_out", "final_layer.linear");
        layout.swap("norm_out.linear", "final_layer.adaLN_modulation.1");
        return layout;
    }

    private static void embedder(Layout layout, String target, String source) {
        layout.linear("time_text_embed." + target + ".linear_1", source + ".in_layer");
        layout.linear("time_text_embed." + target + ".linear_2", source + ".out_layer");
    }

    private static void doubleBlock(Layout layout, String target, String source) {
        layout.linear(target + "norm1.linear", source + "img_mod.lin");
        layout.linear(target + "norm1_context.linear", source + "txt_mod.lin");
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

    private static void singleBlock(Layout layout, String target, String source) {
        layout.linear(target + "norm.linear", source + "modulation.lin");
        layout.split(source + "linear1", target, "attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp");
        layout.tensor(target + "attn.norm_q.weight", source + "norm.query_norm.scale");
        layout.tensor(target + "attn.norm_k.weight", source + "norm.key_norm.scale");
        layout.linear(target + "proj_out", source + "linear2");
    }
}
