// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.TorchException;

/** A transformer that predicts the flow-matching velocity of latents, with its weights on a device. */
public interface DiffusionTransformer extends ResidentModel {

    TransformerConfig config();

    Device device();

    /**
     * Computes what stays the same in all steps. Batch is 1, or that of the latents.
     *
     * @param encoderHiddenStates [batch, tokens, jointAttentionDim], on any device
     * @param pooledProjections [batch, pooledProjectionDim], on any device
     * @param guidance distilled guidance of each picture, [batch], on any device; only FLUX.1 dev reads it
     * @param height of the latents
     * @param width of the latents
     * @throws CheckpointException if the file that the weights are mapped from was changed
     * @throws TorchException if shapes do not fit, or memory is short
     */
    Conditioning condition(Tensor encoderHiddenStates, Tensor pooledProjections, Tensor guidance, int height,
            int width) throws CheckpointException;

    /**
     * Predicts the velocity at one timestep.
     *
     * @param latents [batch, channels, height, width], on any device
     * @param timestep from 0 to 1000, which is 1000 times sigma
     * @param cancelCheck called before each block; throws to stop
     * @return float32, shaped as the latents, on the model's device
     * @throws TorchException if shapes do not fit, or memory is short
     */
    Tensor predict(Tensor latents, float timestep, Conditioning conditioning, Runnable cancelCheck);
}
