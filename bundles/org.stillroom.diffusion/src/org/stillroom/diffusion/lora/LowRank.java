// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/** LoRA itself: up times down, and of convolutions a core between them. */
record LowRank(TensorInfo up, Optional<TensorInfo> mid, TensorInfo down, LoraLayer.Scale scale) implements Change {

    static Optional<Change> of(LoraLayer layer) {
        if (!layer.hasAll(Role.UP, Role.DOWN)) {
            return Optional.empty();
        }
        TensorInfo up = layer.get(Role.UP).orElseThrow();
        TensorInfo down = layer.get(Role.DOWN).orElseThrow();
        Optional<TensorInfo> mid = layer.get(Role.MID);
        List<Long> core = mid.map(TensorInfo::shape).orElse(List.of());
        long outer = Size.of(up.shape()).columns();
        long inner = down.shape().isEmpty() ? 0 : down.shape().getFirst();
        boolean fits = mid.isEmpty() ? outer == inner && inner > 0
                : core.size() >= 2 && core.get(0) == outer && core.get(1) == inner
                        && Size.of(down.shape()).columns() == down.shape().get(Math.min(1, down.shape().size() - 1));
        if (!fits) {
            throw new LoraException("its up and down do not fit together: " + up.shape() + " and "
                    + (mid.isEmpty() ? "" : core + " and ") + down.shape());
        }
        return Optional.of(new LowRank(up, mid, down, layer.scale(inner)));
    }

    @Override
    public Size size() {
        List<Long> core = mid.map(TensorInfo::shape).orElse(List.of());
        long kernel = core.size() < 2 ? 1 : Size.of(core.subList(1, core.size())).columns();
        return new Size(Size.of(up.shape()).rows(), Math.multiplyExact(Size.of(down.shape()).columns(), kernel));
    }

    @Override
    public Set<String> reads() {
        Set<String> names = new HashSet<>(Set.of(up.name(), down.name()));
        mid.ifPresent(core -> names.add(core.name()));
        scale.alpha().ifPresent(names::add);
        return names;
    }

    @Override
    public Tensor added(LoadedTensors tensors, Supplier<Tensor> weight) {
        Program program = Program.load(LIBRARY);
        try (Tensor first = tensors.get(up.name()); Tensor last = tensors.get(down.name())) {
            if (mid.isEmpty()) {
                return program.call("low_rank", first, last, scale.of(tensors));
            }
            try (Tensor core = tensors.get(mid.get().name())) {
                return program.call("with_core", first, core, last, scale.of(tensors));
            }
        }
    }

    @Override
    public boolean isProduct() {
        return mid.isEmpty();
    }

    @Override
    public Optional<List<Tensor>> product(LoadedTensors tensors) {
        if (!isProduct()) {
            return Optional.empty();
        }
        Program program = Program.load(LIBRARY);
        try (Assembly made = new Assembly(); Tensor first = tensors.get(up.name());
                Tensor last = tensors.get(down.name())) {
            Tensor scaled = made.add(program.call("flat", first, scale.of(tensors)));
            return made.finished(Optional.of(List.of(scaled, program.call("flat", last, 1.0))));
        }
    }
}
