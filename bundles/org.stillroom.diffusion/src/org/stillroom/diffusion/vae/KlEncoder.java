// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.diffusion.weights.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The encoder of an AutoencoderKL, run block by block.
 *
 * @param weights by diffusers' names; closed with the encoder
 */
record KlEncoder(VaeConfig config, Weights weights, Device device, DType dtype, Bands bands)
        implements VaeEncoder {

    @Override
    public Tensor encode(Tensor image, Progress progress) {
        Batch.requireShape("picture", image, 3, VaeConfig.SCALE);
        return Batch.each(image, steps(), progress, this::encodeOne);
    }

    /** Blocks that one picture goes through. */
    private int steps() {
        int blocks = config.blockOutChannels().size();
        int middle = config.midBlockAddAttention() ? 3 : 2;
        int conv = config.useQuantConv() ? 1 : 0;
        return 3 + conv + middle + blocks * config.layersPerBlock() + blocks - 1;
    }

    private Tensor encodeOne(Tensor image, Steps steps) {
        Program program = Program.load(KlEncoder.class, "vae.py");
        try (Chain x = new Chain(program, image, steps)) {
            KlLayers layers = new KlLayers(program, x, weights, config.normNumGroups(), bands, steps);
            x.to(device, dtype);
            layers.conv("encoder.conv_in.");
            int blocks = config.blockOutChannels().size();
            for (int block = 0; block < blocks; block++) {
                String prefix = "encoder.down_blocks." + block + ".";
                layers.resnets(prefix, config.layersPerBlock());
                if (block < blocks - 1) {
                    layers.downsample(prefix + "downsamplers.0.conv.");
                }
            }
            layers.middle("encoder.mid_block.", config.midBlockAddAttention());
            layers.out("encoder.");
            if (config.useQuantConv()) {
                layers.conv("quant_conv.");
            }
            x.then("to_latents", config.scalingFactor(), config.shiftFactor());
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
