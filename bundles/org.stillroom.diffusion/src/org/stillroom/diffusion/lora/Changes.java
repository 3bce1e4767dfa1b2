// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.stillroom.torch.formats.TensorInfo;

/**
 * What a layer of a LoRA does to the weight and to the bias of the model's.
 *
 * @param problem why what it holds cannot be read, as a clause; empty if it can
 */
record Changes(Optional<Change> weight, Optional<Change> bias, String problem) {

    private static final LoraLayer.Scale ONE = new LoraLayer.Scale(Optional.empty(), OptionalDouble.empty(), 1);

    /** Of a weight; the first that finds its tensors is meant. */
    private static final List<Function<LoraLayer, Optional<Change>>> ALGORITHMS = List.of(LowRank::of, Hadamard::of,
            Kronecker::of, layer -> whole(layer, Role.DIFFERENCE, false), layer -> whole(layer, Role.WEIGHT, true));

    static Changes of(LoraLayer layer) {
        try {
            if (layer.hasAny(Role.OTHER_ALGORITHM)) {
                return none("of an algorithm that is not computed ("
                        + layer.get(Role.OTHER_ALGORITHM).orElseThrow().name() + ")");
            }
            Optional<TensorInfo> empty =
                    layer.tensors().values().stream().filter(tensor -> tensor.bytes() == 0).findFirst();
            if (empty.isPresent()) {
                return none("damaged: " + empty.get().name() + " has nothing in it");
            }
            Optional<Change> weight = ALGORITHMS.stream().flatMap(each -> each.apply(layer).stream()).findFirst();
            Optional<Change> bias = bias(layer);
            if (weight.isEmpty() && bias.isEmpty()) {
                return none("incomplete: it has only " + layer.tensors().values().iterator().next().name());
            }
            Optional<Change> whole = weight.map(change -> layer.get(Role.MAGNITUDE)
                    .map(lengths -> Magnitude.of(change, lengths)).orElse(change));
            return new Changes(whole, bias, "");
        } catch (LoraException e) {
            return none("damaged: " + e.getMessage());
        } catch (ArithmeticException e) {
            return none("damaged: its sizes are beyond all reason");
        }
    }

    private static Changes none(String problem) {
        return new Changes(Optional.empty(), Optional.empty(), problem);
    }

    private static Optional<Change> bias(LoraLayer layer) {
        return layer.get(Role.UP_BIAS).<Change>map(bias -> new Whole(bias, false, layer.get(Role.DOWN)
                        .map(down -> layer.scale(down.shape().isEmpty() ? 1 : down.shape().getFirst())).orElse(ONE)))
                .or(() -> whole(layer, Role.BIAS_DIFFERENCE, false)).or(() -> whole(layer, Role.BIAS, true));
    }

    private static Optional<Change> whole(LoraLayer layer, Role role, boolean replaces) {
        return layer.get(role).map(tensor -> new Whole(tensor, replaces, ONE));
    }
}
