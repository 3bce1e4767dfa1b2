// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.Optional;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Tensor;

/** The loaded half of an autoencoder that makes pictures from latents. */
public interface VaeDecoder extends ResidentModel {

    /** Decodes without tiles. */
    default Tensor decode(Tensor latents, Progress progress) throws CheckpointException {
        return decode(latents, false, progress);
    }

    /**
     * Decodes a batch, one picture after the other.
     *
     * @param latents [batch, latent channels, height / 8, width / 8] in diffusion space, any float type and device
     * @param tiles whether to need less memory and take more time: layers of many pixels are then computed in parts
     *        that leave no seams, as norms are those of the whole picture
     * @param progress told before every block
     * @return [batch, 3, height, width], nominally in [-1, 1] but not clamped, fp32 on the CPU, owned by the caller
     * @throws CheckpointException if streamed weights cannot be read any more
     * @throws IllegalArgumentException if the shape of the latents does not fit
     */
    Tensor decode(Tensor latents, boolean tiles, Progress progress) throws CheckpointException;

    /** Decodes to pictures, without tiles. */
    default Optional<Tensor> pictures(Tensor latents, Progress progress) throws CheckpointException {
        return pictures(latents, false, progress);
    }

    /**
     * Decodes to pictures; otherwise like {@link #decode}.
     *
     * @return [batch, 3, height, width] in [0, 1], owned by the caller; empty if a value is not finite
     */
    default Optional<Tensor> pictures(Tensor latents, boolean tiles, Progress progress) throws CheckpointException {
        try (Tensor decoded = decode(latents, tiles, progress)) {
            return decoded.finite() ? Optional.of(PictureRange.toPicture(decoded)) : Optional.empty();
        }
    }
}
