// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.Optional;
import org.stillroom.torch.runtime.Tensor;

/**
 * A prompt as a transformer takes it; one for a whole batch, or one each.
 *
 * @param encoderHiddenStates [1 or batch, tokens, jointAttentionDim]
 * @param pooledProjections [1 or batch, pooledProjectionDim], where the family takes them
 * @param attentionMask [1 or batch, tokens], 1 for tokens that count and 0 for others, where the family asks which do
 */
public record Prompt(Tensor encoderHiddenStates, Optional<Tensor> pooledProjections, Optional<Tensor> attentionMask)
        implements AutoCloseable {

    /** With pooled projections, and all tokens counting. */
    public Prompt(Tensor encoderHiddenStates, Tensor pooledProjections) {
        this(encoderHiddenStates, Optional.of(pooledProjections), Optional.empty());
    }

    @Override
    public void close() {
        encoderHiddenStates.close();
        pooledProjections.ifPresent(Tensor::close);
        attentionMask.ifPresent(Tensor::close);
    }
}
