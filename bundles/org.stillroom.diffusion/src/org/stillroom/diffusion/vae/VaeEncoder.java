// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Tensor;

/** The loaded half of an autoencoder that makes latents from pictures. */
public interface VaeEncoder extends ResidentModel {

    /**
     * Encodes a batch, one picture after the other. A variational autoencoder gives the mean of its posterior.
     *
     * @param image [batch, 3, height, width] in [-1, 1], width and height multiples of 8
     * @param progress told before every block
     * @return [batch, latent channels, height / 8, width / 8] in diffusion space, fp32 on the CPU, owned by the caller
     * @throws CheckpointException if streamed weights cannot be read any more
     * @throws IllegalArgumentException if the shape of the image does not fit
     */
    Tensor encode(Tensor image, Progress progress) throws CheckpointException;
}
