// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import java.util.List;
import org.stillroom.diffusion.weights.ConfigBeside;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.formats.CheckpointException;

/** The key layout of FLUX.1's original single files, by Black Forest Labs. */
public final class OriginalFlux {

    private OriginalFlux() {}

    /**
     * The config that the shapes of the tensors tell.
     *
     * @throws CheckpointException if a tensor that tells is missing, or the head is not the 128 features for which the
     *         split into axes is known
     */
    static FluxConfig config(Header header) throws CheckpointException {
        List<Long> image = header.shape("img_in.weight", 2);
        int out = header.size("final_layer.linear.weight", 2, 0);
        if (out != image.get(1)) {
            throw header.problem(FluxVariant.refusal(FluxVariant.of(header),
                    "img_in takes " + image.get(1) + " features of a token, final_layer gives " + out));
        }
        int head = headOf128(header);
        return new FluxConfig(out, header.count("double_blocks."), header.count("single_blocks."), head,
                (int) (image.get(0) / head), header.size("txt_in.weight", 2, 1),
                header.size("vector_in.in_layer.weight", 2, 1), header.has("guidance_in.in_layer.weight"),
                FluxConfig.AXES_OF_128);
    }

    /** @throws CheckpointException if it is another one, for which the split into axes is not known */
    public static int headOf128(Header header) throws CheckpointException {
        String norm = "double_blocks.0.img_attn.norm.query_norm.";
        int head = header.size(norm + (header.has(norm + "scale") ? "scale" : "weight"), 1, 0);
        if (head != 128) {
            throw header.problem("its attention heads have " + head + " features, and only for 128 is the rest known; "
                    + "put the transformer's config beside it as "
                    + ConfigBeside.name(header.checkpoint().path()));
        }
        return head;
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
            layout.linear(FluxBlocks.doubleTarget(i) + "norm1.linear", "double_blocks." + i + ".img_mod.lin");
            layout.linear(FluxBlocks.doubleTarget(i) + "norm1_context.linear", "double_blocks." + i + ".txt_mod.lin");
            FluxBlocks.doubleBlock(layout, i);
        }
        for (int i = 0; i < config.numSingleLayers(); i++) {
            layout.linear(FluxBlocks.singleTarget(i) + "norm.linear", "single_blocks." + i + ".modulation.lin");
            FluxBlocks.singleBlock(layout, i);
        }
        layout.linear("proj_out", "final_layer.linear");
        layout.swap("norm_out.linear", "final_layer.adaLN_modulation.1");
        return layout;
    }

    private static void embedder(Layout layout, String target, String source) {
        layout.linear("time_text_embed." + target + ".linear_1", source + ".in_layer");
        layout.linear("time_text_embed." + target + ".linear_2", source + ".out_layer");
    }
}
