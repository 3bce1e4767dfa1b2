// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Tensors of a LoRA in memory, float32, by their stored names. */
record LoadedTensors(Weights weights) implements AutoCloseable {

    /** The caller closes it. */
    Tensor get(String name) {
        return weights.get(name);
    }

    /** @throws LoraException if it is not a finite number */
    double number(String name) {
        try (Tensor tensor = get(name)) {
            if (tensor.count() == 0) {
                throw new LoraException(name + " is empty, expected a number; fetch the LoRA again");
            }
            float number = tensor.floats()[0];
            if (!Float.isFinite(number)) {
                throw new LoraException(name + " is " + number + ", expected a finite number; fetch the LoRA again");
            }
            return number;
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
