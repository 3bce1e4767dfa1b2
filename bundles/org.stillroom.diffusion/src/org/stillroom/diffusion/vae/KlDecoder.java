// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.function.Consumer;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * The decoder of an AutoencoderKL, run block by block.
 *
 * @param weights by diffusers' names, in the parts of {@link VaeTensors}; closed with the decoder
 */
record KlDecoder(VaeConfig config, Residence weights, Device device, DType dtype, Bands bands)
        implements VaeDecoder {

    @Override
    public Tensor decode(Tensor latents, Progress progress) throws CheckpointException {
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

    private Tensor decodeOne(Tensor latent, Steps steps) throws CheckpointException {
        try (Chain x = new Chain(Program.load(KlLayers.LIBRARY), latent, steps)) {
            x.to(device, DType.F32);
            x.then("from_latents", config.scalingFactor(), config.shiftFactor());
            x.to(device, dtype);
            int blocks = config.blockOutChannels().size();
            part(0, x, steps, layers -> {
                if (config.usePostQuantConv()) {
                    layers.conv("post_quant_conv.");
                }
                layers.conv("decoder.conv_in.");
                layers.middle("decoder.mid_block.", config.midBlockAddAttention());
            });
            for (int i = 0; i < blocks; i++) {
                boolean last = i == blocks - 1;
                String prefix = "decoder.up_blocks." + i + ".";
                part(1 + i, x, steps, layers -> {
                    layers.resnets(prefix, config.layersPerBlock() + 1);
                    if (!last) {
                        layers.upsample(prefix + "upsamplers.0.conv.");
                    }
                });
            }
            part(1 + blocks, x, steps, layers -> layers.out("decoder."));
            x.to(Device.CPU, DType.F32);
            return x.result();
        }
    }

    private void part(int part, Chain x, Steps steps, Consumer<KlLayers> work) throws CheckpointException {
        KlLayers.of(weights, part, x, config, bands, steps, work);
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
