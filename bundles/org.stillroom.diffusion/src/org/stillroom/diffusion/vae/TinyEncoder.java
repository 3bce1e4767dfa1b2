// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * The encoder of a tiny autoencoder, run layer by layer.
 *
 * @param weights by the original names; closed with the encoder
 */
record TinyEncoder(TinyVaeFile file, Residence weights, Device device, DType dtype) implements VaeEncoder {

    @Override
    public Tensor encode(Tensor image, Progress progress) throws CheckpointException {
        Batch.requireShape("picture", image, 3, VaeConfig.SCALE);
        return Batch.each(image, TinyLayout.ENCODER.layers().size() + 1, progress, this::encodeOne);
    }

    private Tensor encodeOne(Tensor image, Steps steps) throws CheckpointException {
        try (Chain x = new Chain(Program.load(TinyEncoder.class, "tae.py"), image, steps)) {
            x.to(device, dtype);
            weights.use(0, () -> { }, loaded -> {
                for (TinyLayout.Layer layer : TinyLayout.ENCODER.layers()) {
                    x.then(switch (layer.kind()) {
                        case IN -> "encode_in";
                        case BLOCK -> "block";
                        case RESIZE -> "downsample";
                        case OUT -> "encode_out";
                    }, loaded, layer.prefix());
                }
                return null;
            });
            x.then("to_latents", file.scalingFactor(), file.shiftFactor());
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
