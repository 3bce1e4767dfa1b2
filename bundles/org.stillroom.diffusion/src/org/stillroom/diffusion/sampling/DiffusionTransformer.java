// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.TorchException;

/** A transformer that predicts the flow-matching velocity of latents. */
public interface DiffusionTransformer extends ResidentModel {

    Device device();

    /** What it computes with; another transformer may share it, and must not close it. */
    Residence weights();

    /**
     * Computes what stays the same in all steps. Batch is 1, or that of the latents.
     *
     * @param prompt on any device
     * @param guidance distilled guidance of each picture, [batch], on any device; not every family reads it
     * @param height of the latents
     * @param width of the latents
     * @param progress may stop it
     * @throws CheckpointException if weights cannot be read any more, or the file of mapped ones was changed
     * @throws TorchException if shapes do not fit, or memory is short
     */
    Conditioning condition(Prompt prompt, Tensor guidance, int height, int width, Progress progress)
            throws CheckpointException;
}
