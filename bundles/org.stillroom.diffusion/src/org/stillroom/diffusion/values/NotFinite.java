// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.torch.runtime.Tensor;

/** Finds NaN and infinite numbers in what a node puts out. */
final class NotFinite {

    private NotFinite() {}

    static Optional<String> problem(Stream<Tensor> tensors) {
        return tensors.allMatch(Tensor::finite) ? Optional.empty() : Optional.of("NaN or infinity in the output; "
                + "compute in float32 or bfloat16, and check that the model's files are whole.");
    }
}
