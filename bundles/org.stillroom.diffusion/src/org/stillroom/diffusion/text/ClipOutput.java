// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.Optional;
import org.stillroom.torch.runtime.Tensor;

/**
 * What a CLIP text encoder gives; all fp32 on the CPU.
 *
 * @param pooled [rows, hiddenSize]: the state at the end-of-text token after the final layer norm
 * @param projected [rows, projection]: {@code pooled} through text_projection, if the model has one
 * @param penultimate [rows, tokens, hiddenSize]: hidden_states[-2], before the final layer norm
 */
public record ClipOutput(Tensor pooled, Optional<Tensor> projected, Tensor penultimate) implements AutoCloseable {

    @Override
    public void close() {
        pooled.close();
        projected.ifPresent(Tensor::close);
        penultimate.close();
    }
}
