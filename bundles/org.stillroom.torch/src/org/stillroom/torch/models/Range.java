// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import java.nio.file.Path;
import java.util.List;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.TensorInfo;

/** A slice of a stored tensor with its place in the file. */
record Range(TensorInfo info, long rows, long begin, long end) {

    static Range of(Checkpoint checkpoint, Slice slice) throws CheckpointException {
        TensorInfo info = checkpoint.info(slice.name());
        if (slice.isWhole()) {
            return new Range(info, info.shape().isEmpty() ? 1 : info.shape().get(0), info.begin(), info.end());
        }
        long stored = info.shape().isEmpty() ? 0 : info.shape().get(0);
        long to = slice.toRow() == Slice.END ? stored : slice.toRow();
        if (to > stored || slice.fromRow() > to) {
            throw new CheckpointException("Rows " + slice.fromRow() + " to " + to + " of the tensor " + slice.name()
                    + " in " + checkpoint.path() + " are needed, but it has the shape " + info.shape() + ".");
        }
        return new Range(info, to - slice.fromRow(), begin(info, slice.fromRow()), begin(info, to));
    }

    /** Where a row begins in the file. */
    private static long begin(TensorInfo info, long row) throws CheckpointException {
        long elements = info.shape().get(0) == 0 ? 0 : info.count() / info.shape().get(0) * row;
        if (info.blocks().isPresent() && elements % info.blocks().get().elements() != 0) {
            throw new CheckpointException("The tensor " + info.name() + " in " + info.file() + " must be cut at "
                    + elements + ", which is within a block of " + info.format() + "; choose another file.");
        }
        return info.begin() + info.bytes(elements);
    }

    /** Number of elements, or of bytes where they are packed in blocks. */
    long count() {
        return (end - begin) / info.dtype().size();
    }

    /** Aligned for its type, not empty and small enough for one buffer. */
    boolean mappable() {
        return begin % info.dtype().size() == 0 && end > begin && end - begin <= FileMaps.MAX_WINDOW;
    }

    /** Shape of the ranges one after the other. */
    static long[] shape(Path path, List<Range> ranges) throws CheckpointException {
        TensorInfo first = ranges.get(0).info;
        long[] shape = first.storedShape().stream().mapToLong(Long::longValue).toArray();
        boolean packed = first.blocks().isPresent() && shape.length == 1;
        long rows = 0;
        for (Range range : ranges) {
            List<Long> other = range.info.shape();
            boolean fits = ranges.size() == 1 || other.size() == shape.length && shape.length > 0
                    && other.subList(1, other.size()).equals(first.shape().subList(1, shape.length))
                    && range.info.blocks().equals(first.blocks());
            if (!fits) {
                throw new CheckpointException("The tensors " + first.name() + " " + first.shape() + " and "
                        + range.info.name() + " " + other + " in " + path
                        + " cannot be joined: their rows differ in size.");
            }
            rows += packed ? range.count() : range.rows;
        }
        if (shape.length > 0) {
            shape[0] = rows;
        }
        return shape;
    }
}
