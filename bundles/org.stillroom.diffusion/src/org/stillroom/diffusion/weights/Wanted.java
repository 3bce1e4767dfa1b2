// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.runtime.Tensor;

/**
 * A tensor that a program wants.
 *
 * @param slices where its rows lie: ranges of one stored tensor, one after the other
 * @param shape of its numbers
 * @param matrix whether the program reads it by functions alone that know how it may be stored, so that it may stay so
 */
record Wanted(List<Slice> slices, List<Long> shape, boolean matrix) {

    /** Name of the stored tensor. */
    String stored() {
        return slices.get(0).name();
    }

    /** The same rows of another stored tensor. */
    List<Slice> rowsOf(String other) {
        return slices.stream().map(slice -> slice.toRow() == Slice.END ? Slice.rows(other, 0, rows())
                : Slice.rows(other, slice.fromRow(), slice.toRow())).toList();
    }

    /** These rows of a tensor that has all of them; the caller closes both. */
    Tensor rowsOf(Tensor all) {
        try (Assembly made = new Assembly()) {
            List<Tensor> parts = rowsOf("").stream()
                    .map(slice -> made.add(all.slice(0, slice.fromRow(), slice.toRow()))).toList();
            return Tensor.cat(0, parts);
        }
    }

    long count() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Rows that it has. */
    long rows() {
        return shape.isEmpty() ? 1 : shape.get(0);
    }

    /** Numbers in a row. */
    long width() {
        return rows() == 0 ? 0 : count() / rows();
    }

    /** Whether a matrix that is stored in a narrower type than it is computed with stays as it is. */
    boolean keeps(DType stored, DType dtype) {
        return matrix && stored.size() < dtype.size();
    }
}
