// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * A tensor as large as the weight.
 *
 * @param replaces whether it stands in place of the weight; else it is added
 */
record Whole(TensorInfo tensor, boolean replaces, LoraLayer.Scale scale) implements Change {

    @Override
    public Size size() {
        return Size.of(tensor.shape());
    }

    @Override
    public Set<String> reads() {
        Set<String> names = new HashSet<>(Set.of(tensor.name()));
        scale.alpha().ifPresent(names::add);
        return names;
    }

    @Override
    public Tensor added(LoadedTensors tensors, Supplier<Tensor> weight) {
        Program program = Program.load(LIBRARY);
        try (Tensor stored = tensors.get(tensor.name())) {
            if (!replaces) {
                return program.call("flat", stored, scale.of(tensors));
            }
            try (Tensor base = weight.get()) {
                return program.call("difference", stored, base);
            }
        }
    }
}
