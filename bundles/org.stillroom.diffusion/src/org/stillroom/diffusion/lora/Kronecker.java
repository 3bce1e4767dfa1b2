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
 * LoKr: a Kronecker product of two matrices, each whole or itself a product of low rank.
 *
 * @param left one tensor or two
 * @param right one tensor or two
 */
record Kronecker(List<TensorInfo> left, List<TensorInfo> right, LoraLayer.Scale scale) implements Change {

    static Optional<Change> of(LoraLayer layer) {
        List<TensorInfo> left = factor(layer, Role.LOKR_1, Role.LOKR_1A, Role.LOKR_1B);
        List<TensorInfo> right = factor(layer, Role.LOKR_2, Role.LOKR_2A, Role.LOKR_2B);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        // LyCORIS leaves alpha out where both are whole, as there is no rank
        LoraLayer.Scale scale = right.size() == 2 ? layer.scale(Size.of(right.get(1).shape()).rows())
                : left.size() == 2 ? layer.scale(Size.of(left.get(1).shape()).rows())
                : new LoraLayer.Scale(Optional.empty(), layer.factor(), 1);
        Kronecker whole = new Kronecker(left, right, scale);
        whole.size();
        return Optional.of(whole);
    }

    private static List<TensorInfo> factor(LoraLayer layer, Role whole, Role a, Role b) {
        return layer.hasAny(whole) ? List.of(layer.get(whole).orElseThrow())
                : layer.hasAll(a, b) ? List.of(layer.get(a).orElseThrow(), layer.get(b).orElseThrow()) : List.of();
    }

    private static Size size(List<TensorInfo> factor) {
        TensorInfo first = factor.getFirst();
        if (first.shape().size() < 2) {
            throw new LoraException(first.name() + " has the shape " + first.shape() + ", expected a matrix");
        }
        return factor.size() == 1 ? Size.of(first.shape()) : Hadamard.product(first, factor.get(1));
    }

    @Override
    public Size size() {
        Size one = size(left);
        Size other = size(right);
        return new Size(Math.multiplyExact(one.rows(), other.rows()),
                Math.multiplyExact(one.columns(), other.columns()));
    }

    @Override
    public Set<String> reads() {
        return Stream.concat(Stream.concat(left.stream(), right.stream()).map(TensorInfo::name), scale.alpha().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public Tensor added(LoadedTensors tensors, Supplier<Tensor> weight) {
        try (Assembly read = new Assembly()) {
            return Program.load(LIBRARY).call("kronecker", read(left, tensors, read), read(right, tensors, read),
                    scale.of(tensors));
        }
    }

    private static List<Tensor> read(List<TensorInfo> factor, LoadedTensors tensors, Assembly read) {
        return factor.stream().map(each -> read.add(tensors.get(each.name()))).toList();
    }
}
