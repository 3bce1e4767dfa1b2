// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * LoHa: two products of low rank, multiplied number by number.
 *
 * @param parts w1_a, w1_b, w2_a, w2_b
 */
record Hadamard(List<TensorInfo> parts, LoraLayer.Scale scale) implements Change {

    private static final Role[] ROLES = {Role.HADA_1A, Role.HADA_1B, Role.HADA_2A, Role.HADA_2B};

    static Optional<Change> of(LoraLayer layer) {
        if (!layer.hasAll(ROLES)) {
            return Optional.empty();
        }
        List<TensorInfo> parts = Stream.of(ROLES).map(role -> layer.get(role).orElseThrow()).toList();
        Size first = product(parts.get(0), parts.get(1));
        if (!first.equals(product(parts.get(2), parts.get(3)))) {
            throw new LoraException("its two products have different sizes: " + first + " and "
                    + product(parts.get(2), parts.get(3)));
        }
        return Optional.of(new Hadamard(parts, layer.scale(Size.of(parts.get(1).shape()).rows())));
    }

    /** Of two factors that must fit together. */
    static Size product(TensorInfo a, TensorInfo b) {
        Size up = Size.of(a.shape());
        Size down = Size.of(b.shape());
        if (up.columns() != down.rows() || a.shape().size() < 2 || b.shape().size() < 2) {
            throw new LoraException(a.name() + " " + a.shape() + " and " + b.name() + " " + b.shape()
                    + " do not fit together");
        }
        return new Size(up.rows(), down.columns());
    }

    @Override
    public Size size() {
        return product(parts.get(0), parts.get(1));
    }

    @Override
    public Set<String> reads() {
        return Stream.concat(parts.stream().map(TensorInfo::name), scale.alpha().stream()).collect(Collectors.toSet());
    }

    @Override
    public Tensor added(LoadedTensors tensors, Supplier<Tensor> weight) {
        try (Assembly read = new Assembly()) {
            List<Tensor> all = parts.stream().map(part -> read.add(tensors.get(part.name()))).toList();
            return Program.load(LIBRARY).call("hadamard", all, scale.of(tensors));
        }
    }
}
