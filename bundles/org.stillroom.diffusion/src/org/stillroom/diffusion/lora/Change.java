// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * What a LoRA does to one weight: an algorithm with its tensors. What it adds at strength 1 is multiplied by the
 * strength, so that a strength of 0 is the model as it is. A new algorithm is a class like this and a line in {@link
 * Changes}.
 */
interface Change {

    Program.Library LIBRARY = new Program.Library("lora", Change.class, "lora.py", Blocks.STORED);

    /** Sizes of the weight that it is for: rows, and all that is in a row. */
    Size size();

    /** Stored names of the tensors that it reads. */
    Set<String> reads();

    /**
     * What it adds at strength 1; the caller closes it.
     *
     * @param weight the weight that it is added to, [rows, columns], float32, made if it is asked for
     * @return [rows, columns], float32
     */
    Tensor added(LoadedTensors tensors, Supplier<Tensor> weight);

    /**
     * The same as a product, for weights that stay as they are: up [rows, rank] with its scale in it, and down [rank,
     * columns], float32; empty where it is none. The caller closes both.
     */
    default Optional<List<Tensor>> product(LoadedTensors tensors) {
        return Optional.empty();
    }

    /** Whether there is a {@link #product}. */
    default boolean isProduct() {
        return false;
    }

    /** Of a weight, with its rows flattened. */
    record Size(long rows, long columns) {

        /** Numbers; sizes are checked to be sane where headers are read. */
        static Size of(List<Long> shape) {
            long columns = 1;
            for (long size : shape.subList(Math.min(1, shape.size()), shape.size())) {
                columns = Math.multiplyExact(columns, size);
            }
            return new Size(shape.isEmpty() ? 1 : shape.getFirst(), columns);
        }

        @Override
        public String toString() {
            return rows + " x " + columns;
        }
    }
}
