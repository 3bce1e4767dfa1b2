// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.diffusion.weights.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The decoder of an AutoencoderKL, run block by block.
 *
 * @param weights by diffusers' names; closed with the decoder
 */
record KlDecoder(VaeConfig config, Weights weights, Device device, DType dtype, Bands bands)
        implements VaeDecoder {

    @Override
    public Tensor decode(Tensor latents, Progress progress) {
        Batch.requireShape("latent", latents, config.latentChannels(), 1);
        return Batch.each(latents, steps(), progress, this::decodeOne);
    }

    /** Blocks that one picture goes through. */
    private int steps() {
        int blocks = config.blockOutChannels().size();
        int middle = config.midBlockAddAttention() ? 3 : 2;
        int conv = config.usePostQuantConv() ? 1 : 0;
        return 3 + conv + middle + blocks * (config.layersPerBlock() + 1) + blocks - 1;
    }

    private Tensor decodeOne(Tensor latent, Steps steps) {
        Program program = Program.load(KlDecoder.class, "vae.py");
        try (Chain x = new Chain(program, latent, steps)) {
            KlLayers layers = new KlLayers(program, x, weights, config.normNumGroups(), bands, steps);
            x.to(device, DType.F32);
            x.then("from_latents", config.scalingFactor(), config.shiftFactor());
            x.to(device, dtype);
            if (config.usePostQuantConv()) {
                layers.conv("post_quant_conv.");
            }
            layers.conv("decoder.conv_in.");
            layers.middle("decoder.mid_block.", config.midBlockAddAttention());
            int blocks = config.blockOutChannels().size();
            for (int block = 0; block < blocks; block++) {
                String prefix = "decoder.up_blocks." + block + ".";
                layers.resnets(prefix, config.layersPerBlock() + 1);
                if (block < blocks - 1) {
                    layers.upsample(prefix + "upsamplers.0.conv.");
                }
            }
            layers.out("decoder.");
            x.to(Device.CPU, DType.F32);
            return x.result();
        }
    }

    @Override
    public long bytes() {
        return weights.bytes();
    }

    @Override
    public void close() {
        weights.close();
    }
}
