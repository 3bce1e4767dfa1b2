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
 * The encoder of an AutoencoderKL, run block by block.
 *
 * @param weights by diffusers' names, in the parts of {@link VaeTensors}; closed with the encoder
 */
record KlEncoder(VaeConfig config, Residence weights, Device device, DType dtype, Bands bands)
        implements VaeEncoder {

    @Override
    public Tensor encode(Tensor image, Progress progress) throws CheckpointException {
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

    private Tensor encodeOne(Tensor image, Steps steps) throws CheckpointException {
        try (Chain x = new Chain(Program.load(VaeConfig.LIBRARY), image, steps)) {
            x.to(device, dtype);
            int blocks = config.blockOutChannels().size();
            part(0, x, steps, layers -> layers.conv("encoder.conv_in."));
            for (int i = 0; i < blocks; i++) {
                boolean last = i == blocks - 1;
                String prefix = "encoder.down_blocks." + i + ".";
                part(1 + i, x, steps, layers -> {
                    layers.resnets(prefix, config.layersPerBlock());
                    if (!last) {
                        layers.downsample(prefix + "downsamplers.0.conv.");
                    }
                });
            }
            part(1 + blocks, x, steps, layers -> {
                layers.middle("encoder.mid_block.", config.midBlockAddAttention());
                layers.out("encoder.");
                if (config.useQuantConv()) {
                    layers.conv("quant_conv.");
                }
            });
            x.then("to_latents", config.scalingFactor(), config.shiftFactor());
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
