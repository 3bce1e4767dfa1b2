// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * What numbers of a matrix are multiplied with, as stored: one number, one for each row, or one for each of some blocks
 * that the matrix is divided into.
 *
 * @param rows of scales; 1 if there is one for all rows
 * @param columns of scales
 */
record Scale(String name, long rows, long columns) {

    /**
     * @param end of its name, in place of {@code .weight}
     * @throws CheckpointException if it does not fit the weight
     */
    static Scale of(StoredLayer layer, String end) throws CheckpointException {
        TensorInfo scale = layer.info(end);
        List<Long> weight = layer.info().shape();
        long rows = weight.isEmpty() ? 1 : weight.get(0);
        List<Long> shape = scale.shape();
        boolean each = !shape.isEmpty() && scale.count() == rows && (shape.size() == 1 || shape.get(0) == rows);
        boolean blocks = shape.size() == 2 && weight.size() == 2 && divides(shape.get(0), rows)
                && divides(shape.get(1), weight.get(1));
        if (!scale.dtype().floating() || scale.count() != 1 && !each && !blocks) {
            throw layer.problem("tensor " + scale.name() + " of " + scale.dtype() + " has the shape " + shape
                    + ", expected floating-point numbers, one for all or for each of " + rows + " rows");
        }
        return scale.count() == 1 ? new Scale(scale.name(), 1, 1) : each ? new Scale(scale.name(), rows, 1)
                : new Scale(scale.name(), shape.get(0), shape.get(1));
    }

    /** One scale for all, or one for each row. */
    static Scale ofRows(StoredLayer layer, String end) throws CheckpointException {
        Scale scale = of(layer, end);
        if (scale.columns > 1) {
            throw layer.problem("tensor " + scale.name + " has scales for blocks, expected them for rows");
        }
        return scale;
    }

    private static boolean divides(long part, long whole) {
        return part > 0 && whole % part == 0;
    }

    /** Bytes of what is {@link #read}. */
    long bytes(Wanted wanted) {
        return (rows == 1 && columns == 1 ? 1 : wanted.rows() * columns) * Float.BYTES;
    }

    /** float32: [1, 1], or for each row that is wanted [rows, columns]. */
    Tensor read(Wanted wanted, long storedRows, WeightLoader loader) throws CheckpointException {
        try (Tensor all = loader.read(List.of(Slice.whole(name)), DType.F32);
                Tensor matrix = all.reshape(rows, columns)) {
            if (rows == 1 && columns == 1) {
                return matrix.copy();
            }
            try (Tensor each = Program.load(ScaledForm.LIBRARY).call("repeated", matrix, storedRows / rows)) {
                return wanted.rowsOf(each);
            }
        }
    }
}
