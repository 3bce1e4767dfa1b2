// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * DoRA: the weight with what another algorithm adds, each of its rows, or else each of its columns, brought to a length
 * that was trained. The length is that of the changed weight, as in PEFT and LyCORIS. At other strengths than 1 the
 * result lies between the model's weight and this one, as in ComfyUI, so that a strength of 0 is the model as it is.
 */
record Magnitude(Change direction, TensorInfo lengths) implements Change {

    static Change of(Change direction, TensorInfo lengths) {
        Size size = direction.size();
        if (lengths.count() != size.rows() && lengths.count() != size.columns()) {
            throw new LoraException(lengths.name() + " has " + lengths.count() + " numbers, expected one for each of "
                    + size.rows() + " rows or " + size.columns() + " columns");
        }
        return new Magnitude(direction, lengths);
    }

    private boolean byRow() {
        boolean row = lengths.shape().size() > 1 && lengths.shape().getFirst() == 1 && lengths.count() > 1;
        return lengths.count() == size().rows() && !(row && size().rows() == size().columns());
    }

    @Override
    public Size size() {
        return direction.size();
    }

    @Override
    public Set<String> reads() {
        Set<String> names = new HashSet<>(direction.reads());
        names.add(lengths.name());
        return names;
    }

    @Override
    public Tensor added(LoadedTensors tensors, Supplier<Tensor> weight) {
        try (Tensor base = weight.get(); Tensor added = direction.added(tensors, () -> base);
                Tensor length = tensors.get(lengths.name())) {
            return Program.load(LIBRARY).call("with_length", base, added, length, byRow());
        }
    }
}
