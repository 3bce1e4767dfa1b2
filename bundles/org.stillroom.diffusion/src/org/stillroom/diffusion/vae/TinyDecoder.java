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
 * The decoder of a tiny autoencoder, run layer by layer.
 *
 * @param weights by the original names; closed with the decoder
 */
record TinyDecoder(TinyVaeFile file, Residence weights, Device device, DType dtype) implements VaeDecoder {

    @Override
    public Tensor decode(Tensor latents, Progress progress) throws CheckpointException {
        Batch.requireShape("latent", latents, file.latentChannels(), 1);
        return Batch.each(latents, TinyLayout.DECODER.layers().size() + 1, progress, this::decodeOne);
    }

    private Tensor decodeOne(Tensor latent, Steps steps) throws CheckpointException {
        try (Chain x = new Chain(Program.load(TinyDecoder.class, "tae.py"), latent, steps)) {
            x.to(device, DType.F32);
            x.then("from_latents", file.scalingFactor(), file.shiftFactor());
            x.to(device, dtype);
            weights.use(0, () -> { }, loaded -> {
                for (TinyLayout.Layer layer : TinyLayout.DECODER.layers()) {
                    x.then(switch (layer.kind()) {
                        case IN -> "decode_in";
                        case BLOCK -> "block";
                        case RESIZE -> "upsample";
                        case OUT -> "decode_out";
                    }, loaded, layer.prefix());
                }
                return null;
            });
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
