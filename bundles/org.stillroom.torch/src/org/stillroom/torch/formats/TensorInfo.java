// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a checkpoint says about one of its tensors.
 *
 * @param name name in the file
 * @param dtype type of the elements; {@link DType#U8} where they are packed in blocks
 * @param blocks how elements are packed; empty where each lies alone
 * @param shape sizes, outermost first; empty for a single number
 * @param file the file that holds the elements, row-major and little-endian
 * @param begin offset of the first byte from the start of the file
 * @param end offset after the last byte from the start of the file
 */
public record TensorInfo(String name, DType dtype, Optional<BlockType> blocks, List<Long> shape, Path file, long begin,
        long end) {

    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** Of elements that each lie alone. */
    public TensorInfo(String name, DType dtype, List<Long> shape, Path file, long begin, long end) {
        this(name, dtype, Optional.empty(), shape, file, begin, end);
    }

    /** Whether it has a shape. Of tables, ggml's own tools leave out sizes of 1 at the beginning. */
    public boolean fits(List<Long> expected) {
        int missing = expected.size() - shape.size();
        return shape.equals(expected) || shape.size() > 1 && missing > 0
                && shape.equals(expected.subList(missing, expected.size()))
                && expected.subList(0, missing).stream().allMatch(size -> size == 1);
    }

    /** Bytes of all elements. */
    public long bytes() {
        return end - begin;
    }

    /** Bytes of some of the elements; of whole rows where they are packed in blocks. */
    public long bytes(long elements) {
        return blocks.map(type -> elements / type.elements() * type.bytes()).orElse(elements * dtype.size());
    }

    /** Number of elements. */
    public long count() {
        return blocks.map(type -> bytes() / type.bytes() * type.elements()).orElse(bytes() / dtype.size());
    }

    /** The shape in numbers of {@link #dtype}: where they are packed in blocks, a row is its bytes. */
    public List<Long> storedShape() {
        if (blocks.isEmpty()) {
            return shape;
        }
        List<Long> stored = new ArrayList<>(shape);
        stored.set(shape.size() - 1, bytes(shape.getLast()));
        return stored;
    }

    /** Name of what the elements are stored as, such as {@code F16} or {@code Q4_K}. */
    public String format() {
        return blocks.map(BlockType::name).orElse(dtype.name());
    }
}
