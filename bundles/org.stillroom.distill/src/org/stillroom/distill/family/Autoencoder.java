// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.List;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.distill.training.Stage;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * An autoencoder as it is trained and used in training: whole batches in one call.
 *
 * @param weights by diffusers' names; the owner closes them
 */
record Autoencoder(VaeConfig config, Weights weights) {

    static Program program() {
        return Program.load(Autoencoder.class, "vae_train.py",
                new Program.Library("optim", Stage.class, "optim.py"));
    }

    /** Blocks, layers per block, groups: as vae_train.py takes them. */
    static List<Integer> numbers(VaeConfig config) {
        return List.of(config.blockOutChannels().size(), config.layersPerBlock(), config.normNumGroups());
    }

    /** Means of the latents, unscaled: [B, channels, H / 8, W / 8]. */
    Tensor encode(List<RgbImage> pictures) {
        try (Tensor rgb = PictureBytes.tensor(pictures)) {
            return program().call("encode", rgb, weights, numbers(config));
        }
    }

    /** Pictures of unscaled latents. */
    List<RgbImage> decode(Tensor latents) {
        try (Tensor rgb = program().call("decode", latents, weights, numbers(config))) {
            return PictureBytes.images(rgb);
        }
    }
}
