// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.diffusion.model.Progress;
import org.stillroom.torch.DType;
import org.stillroom.torch.Device;
import org.stillroom.torch.Program;
import org.stillroom.torch.Tensor;
import org.stillroom.torch.Weights;

/**
 * The encoder of an AutoencoderKL, run block by block.
 *
 * @param weights by diffusers' names; closed with the encoder
 */
record KlEncoder(VaeConfig config, Weights weights, Device device, DType dtype) implements VaeEncoder {

    @Override
    public Tensor encode(Tensor image, Progress progress) {
        Batch.requireShape("picture", image, 3, VaeConfig.SCALE);
        return Batch.each(image, steps(), progress, this::encodeOne);
    }

    /** Native calls for one picture. */
    private int steps() {
        int blocks = config.blockOutChannels().size();
        int middle = config.midBlockAddAttention() ? 3 : 2;
        int conv = config.useQuantConv() ? 1 : 0;
        return 3 + conv + middle + blocks * config.layersPerBlock() + blocks - 1;
    }

    private Tensor encodeOne(Tensor image, Runnable beforeEach) {
        try (Chain x = new Chain(Program.load(KlEncoder.class, "vae.py"), image, beforeEach)) {
            x.to(device, dtype);
            x.then("conv", weights, "encoder.conv_in.", 1);
            int blocks = config.blockOutChannels().size();
            for (int block = 0; block < blocks; block++) {
                String prefix = "encoder.down_blocks." + block + ".";
                KlBlocks.resnets(x, weights, prefix, config.layersPerBlock(), config);
                if (block < blocks - 1) {
                    x.then("downsample", weights, prefix + "downsamplers.0.conv.");
                }
            }
            KlBlocks.middle(x, weights, "encoder.mid_block.", config);
            x.then("out", weights, "encoder.", config.normNumGroups());
            if (config.useQuantConv()) {
                x.then("conv", weights, "quant_conv.", 0);
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
