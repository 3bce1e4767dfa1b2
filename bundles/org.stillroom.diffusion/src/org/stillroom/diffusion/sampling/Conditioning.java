// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.TorchException;

/** What a transformer computed once for a prompt and a picture size, and predicts with in every step. */
public interface Conditioning extends AutoCloseable {

    /**
     * Predicts the velocity at one timestep.
     *
     * @param latents [batch, channels, height, width], on any device
     * @param timestep from 0 to 1000, which is 1000 times sigma
     * @param progress asked before each block
     * @return float32, shaped as the latents, on the model's device
     * @throws CheckpointException if streamed weights cannot be read any more, or the file of mapped ones was changed
     * @throws TorchException if shapes do not fit, or memory is short
     */
    default Tensor predict(Tensor latents, float timestep, Progress progress) throws CheckpointException {
        return predict(latents, timestep, Between.NONE, progress);
    }

    /**
     * Predicts like the other one, unless somebody does without most blocks.
     *
     * @param between stands behind the first block
     */
    Tensor predict(Tensor latents, float timestep, Between between, Progress progress) throws CheckpointException;

    @Override
    void close();
}
