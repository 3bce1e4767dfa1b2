// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.diffusion.weights.Assembly;
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

    private static final int STEPS = TinyLayout.DECODER.layers().size() + 1;
    /** Rows of a tile of the latent. */
    static final int TILE = 32;
    /** Rows of the latent at each side that a row of the picture depends on: its convolutions see that far. */
    static final int SEEN = 19;

    @Override
    public Tensor decode(Tensor latents, boolean tiles, Progress progress) throws CheckpointException {
        Batch.requireShape("latent", latents, file.latentChannels(), 1);
        if (!tiles || latents.size(2) <= TILE + 2 * SEEN) {
            return Batch.each(latents, STEPS, progress, this::decodeOne);
        }
        int count = Math.toIntExact(Math.ceilDiv(latents.size(2), (long) TILE));
        return Batch.each(latents, count * STEPS, progress, this::decodeTiles);
    }

    /** In bands of rows, with as many more around them as a row of the picture depends on. */
    private Tensor decodeTiles(Tensor latent, Steps steps) throws CheckpointException {
        try (latent; Assembly made = new Assembly()) {
            List<Tensor> bands = new ArrayList<>();
            long height = latent.size(2);
            for (long top = 0; top < height; top += TILE) {
                long from = Math.max(0, top - SEEN);
                long bottom = Math.min(height, top + TILE);
                try (Tensor band = decodeOne(latent.slice(2, from, Math.min(height, bottom + SEEN)), steps)) {
                    bands.add(made.add(band.slice(2, (top - from) * VaeConfig.SCALE,
                            (bottom - from) * VaeConfig.SCALE)));
                }
            }
            return Tensor.cat(2, bands);
        }
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
