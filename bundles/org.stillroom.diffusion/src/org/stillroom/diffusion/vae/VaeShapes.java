// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigBeside;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.CheckpointException;

/** Works out an AutoencoderKL's architecture from its tensors, for single files that come without a config.json. */
final class VaeShapes {

    private static final int GROUPS = 32;
    private static final int MOST_LAYERS = 16;

    private VaeShapes() {}

    /**
     * What shapes cannot say is taken from FLUX.1: 32 groups, and its scaling and shift.
     *
     * @param original whether the file has the original key layout rather than that of diffusers
     */
    static VaeConfig config(Header header, boolean original) throws CheckpointException {
        boolean decoder = header.has("decoder.conv_in.weight");
        List<Integer> channels = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String resnet = (decoder ? "decoder.up_blocks." + (3 - i) : "encoder.down_blocks." + i) + ".resnets.0.";
            channels.add(header.size(name(resnet + "conv1.weight", original), 4, 0));
        }
        for (int count : channels) {
            if (count % GROUPS != 0) {
                throw header.problem("it has a block of " + count
                        + " channels, not a multiple of 32; put the model's config.json beside the file, as "
                        + ConfigBeside.name(header.checkpoint().path()));
            }
        }
        String block = decoder ? "decoder.up_blocks.3." : "encoder.down_blocks.0.";
        int layers = 0;
        while (layers < MOST_LAYERS
                && header.has(name(block + "resnets." + layers + ".conv1.weight", original))) {
            layers++;
        }
        String half = decoder ? "decoder." : "encoder.";
        int latent = decoder ? header.size("decoder.conv_in.weight", 4, 1)
                : header.size("encoder.conv_out.weight", 4, 0) / 2;
        return new VaeConfig(latent, channels, Math.max(1, decoder ? layers - 1 : layers), GROUPS,
                LatentSpace.FLUX.scalingFactor(), LatentSpace.FLUX.shiftFactor(),
                header.has("quant_conv.weight"), header.has("post_quant_conv.weight"),
                header.has(name(half + "mid_block.attentions.0.to_q.weight", original)));
    }

    private static String name(String name, boolean original) {
        return original ? OriginalVaeNames.of(name) : name;
    }
}
