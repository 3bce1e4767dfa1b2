// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A matrix that was filled up with zeros. How large it was is told by the bias, if there is one, and otherwise by the
 * zeros: no row or column of a trained matrix consists of them.
 *
 * @param inByte numbers in a byte
 * @param block what rows and columns are filled up to
 */
record FilledUp(StoredLayer layer, int inByte, int block) {

    private static final String BIAS = ".bias";
    /** Of bytes of a row, far more than any model has. */
    private static final long MOST = 1 << 20;

    /** As many rows and columns as there seem to have been. */
    List<Long> shape() throws CheckpointException {
        List<Long> stored = layer.info().shape();
        if (stored.size() != 2 || stored.get(0) < block || stored.get(1) < 1 || stored.get(1) > MOST) {
            return stored;
        }
        long width = stored.get(1);
        return List.of(rows(stored.get(0), (int) width), columns((int) width));
    }

    private long rows(long rows, int width) throws CheckpointException {
        if (layer.has(BIAS) && layer.info(BIAS).count() <= rows && layer.info(BIAS).count() > rows - block) {
            return layer.info(BIAS).count();
        }
        byte[] last = layer.checkpoint().bytes(layer.weight(), (rows - block) * width, block * width);
        int row = block;
        while (row > 1 && zeros(last, (row - 1) * width, row * width)) {
            row--;
        }
        return rows - block + row;
    }

    /** By the first rows. */
    private long columns(int width) throws CheckpointException {
        byte[] first = layer.checkpoint().bytes(layer.weight(), 0, block * width);
        int column = width;
        while (column > 1 && width - column < block / inByte && zeroColumn(first, column - 1, width)) {
            column--;
        }
        return (long) column * inByte;
    }

    private boolean zeroColumn(byte[] rows, int column, int width) {
        for (int row = 0; row < block; row++) {
            if (rows[row * width + column] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
