// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.torch.runtime.Tensor;

/**
 * A prompt as a transformer takes it; one for a whole batch, or one each.
 *
 * @param encoderHiddenStates [1 or batch, tokens, jointAttentionDim]
 * @param pooledProjections [1 or batch, pooledProjectionDim]
 */
public record Prompt(Tensor encoderHiddenStates, Tensor pooledProjections) implements AutoCloseable {

    @Override
    public void close() {
        encoderHiddenStates.close();
        pooledProjections.close();
    }
}
