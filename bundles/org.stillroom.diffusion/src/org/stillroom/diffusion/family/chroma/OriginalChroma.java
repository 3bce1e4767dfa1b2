// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.chroma;

import java.util.List;
import org.stillroom.diffusion.family.flux.FluxBlocks;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.flux.OriginalFlux;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.formats.CheckpointException;

/** The key layout of Chroma's original single files. */
final class OriginalChroma {

    private static final String GUIDANCE = "distilled_guidance_layer.";

    private OriginalChroma() {}

    /**
     * The config that the shapes of the tensors tell.
     *
     * @throws CheckpointException if a tensor that tells is missing, or the head is not the 128 features for which the
     *         split into axes is known
     */
    static ChromaConfig config(Header header) throws CheckpointException {
        List<Long> image = header.shape("img_in.weight", 2);
        int head = OriginalFlux.headOf128(header);
        List<Long> in = header.shape(GUIDANCE + "in_proj.weight", 2);
        return new ChromaConfig(header.size("final_layer.linear.weight", 2, 0), header.count("double_blocks."),
                header.count("single_blocks."), head, (int) (image.get(0) / head), header.size("txt_in.weight", 2, 1),
                FluxConfig.AXES_OF_128, in.get(1).intValue(), in.get(0).intValue(),
                header.count(GUIDANCE + "layers."));
    }

    static Layout layout(String prefix, ChromaConfig config) {
        Layout layout = new Layout(prefix, config.parts());
        layout.linear("x_embedder", "img_in");
        layout.linear("context_embedder", "txt_in");
        layout.linear("proj_out", "final_layer.linear");
        layout.linear(GUIDANCE + "in_proj", GUIDANCE + "in_proj");
        layout.linear(GUIDANCE + "out_proj", GUIDANCE + "out_proj");
        for (int i = 0; i < config.approximatorLayers(); i++) {
            String layer = GUIDANCE + "layers." + i;
            layout.tensor(GUIDANCE + "norms." + i + ".weight", GUIDANCE + "norms." + i + ".scale");
            layout.linear(layer + ".linear_1", layer + ".in_layer");
            layout.linear(layer + ".linear_2", layer + ".out_layer");
        }
        for (int i = 0; i < config.numLayers(); i++) {
            FluxBlocks.doubleBlock(layout, i);
        }
        for (int i = 0; i < config.numSingleLayers(); i++) {
            FluxBlocks.singleBlock(layout, i);
        }
        return layout;
    }
}
