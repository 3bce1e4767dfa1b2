// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.torch.runtime.Tensor;

/**
 * What a CLIP text encoder gives; all fp32 on the CPU.
 *
 * @param pooled [rows, hiddenSize]: the state at the end-of-text token after the final layer norm (FLUX's {@code
 *        pooled_projections})
 * @param projected [rows, projection]: {@code pooled} through text_projection, if the model has one (SD3)
 * @param penultimate [rows, tokens, hiddenSize]: hidden_states[-2], before the final layer norm (SD3)
 */
public record ClipOutput(Tensor pooled, Optional<Tensor> projected, Tensor penultimate) implements AutoCloseable {

    Stream<Tensor> tensors() {
        return Stream.concat(Stream.of(pooled, penultimate), projected.stream());
    }

    @Override
    public void close() {
        tensors().forEach(Tensor::close);
    }
}
