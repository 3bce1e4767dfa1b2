// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.function.Consumer;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.ReturnedMemory;
import org.stillroom.torch.runtime.Tensor;

/**
 * The decoder of an AutoencoderKL, run block by block.
 *
 * @param weights by diffusers' names, in the parts of {@link VaeTensors}; closed with the decoder
 */
record KlDecoder(VaeConfig config, Residence weights, Device device, DType dtype, Bands bands)
        implements VaeDecoder {

    @Override
    public Tensor decode(Tensor latents, boolean tiles, Progress progress) throws CheckpointException {
        Batch.requireShape("latent", latents, config.latentChannels(), 1);
        return Batch.each(latents, steps(), progress, (latent, steps) -> decodeOne(latent, tiles, steps));
    }

    /** Blocks that one picture goes through. */
    private int steps() {
        int blocks = config.blockOutChannels().size();
        int middle = config.midBlockAddAttention() ? 3 : 2;
        int conv = config.usePostQuantConv() ? 1 : 0;
        return 3 + conv + middle + blocks * (config.layersPerBlock() + 1) + blocks - 1;
    }

    private Tensor decodeOne(Tensor latent, boolean tiles, Steps steps) throws CheckpointException {
        try (Chain x = new Chain(Program.load(VaeConfig.LIBRARY), latent, steps)) {
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
            int whole = tiles ? config.wholeBlocks() : blocks;
            for (int i = 0; i < whole; i++) {
                boolean last = i == blocks - 1 || i == whole - 1;
                String prefix = "decoder.up_blocks." + i + ".";
                part(1 + i, x, steps, layers -> {
                    layers.resnets(prefix, config.layersPerBlock() + 1);
                    if (!last) {
                        layers.upsample(prefix + "upsamplers.0.conv.");
                    }
                });
            }
            for (int i = whole; i < blocks; i++) {
                tiled(i, x, steps);
            }
            part(1 + blocks, x, steps, layers -> layers.out("decoder."));
            x.to(Device.CPU, DType.F32);
            return x.result();
        }
    }

    /** A block with the doubling before it. */
    private void tiled(int block, Chain x, Steps steps) throws CheckpointException {
        steps.next();
        String doubling = "decoder.up_blocks." + (block - 1) + ".upsamplers.0.conv.";
        String resnets = "decoder.up_blocks." + block + ".resnets.";
        try (ReturnedMemory little = ReturnedMemory.open()) {
            weights.use(block, () -> { }, before -> weights.use(1 + block, () -> { }, own -> {
                x.become(new TiledBlock(own, config.normNumGroups(), bands.tiles(), steps)
                        .doubled(x.result(), before, doubling, resnets, config.layersPerBlock() + 1));
                return null;
            }));
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
