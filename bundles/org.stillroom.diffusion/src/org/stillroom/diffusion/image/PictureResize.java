// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.runtime.Tensor;

/** Resizes pictures as they flow through a graph: columns first, then rows, a band of rows at a time. */
public final class PictureResize {

    private static final int ROWS_AT_ONCE = 64;

    private final Tensor pixels;
    private final Taps[] columns;
    private final Taps[] rows;
    private final Progress progress;

    private PictureResize(Tensor pixels, Taps[] columns, Taps[] rows, Progress progress) {
        this.pixels = pixels;
        this.columns = columns;
        this.rows = rows;
        this.progress = progress;
    }

    /**
     * What kernels with negative weights put outside of [0, 1] is cut off.
     *
     * @param pixels [batch, channels, height, width], fp32 on the CPU; stays open
     * @return the same with another width and height, owned by the caller
     */
    public static Tensor resize(Tensor pixels, int width, int height, Resampling method, Progress progress) {
        Taps[] columns = method.taps((int) pixels.size(3), width);
        Taps[] rows = method.taps((int) pixels.size(2), height);
        return new PictureResize(pixels, columns, rows, progress).all();
    }

    private Tensor all() {
        List<Tensor> pictures = new ArrayList<>();
        try {
            for (long i = 0; i < pixels.size(0); i++) {
                try (Tensor picture = pixels.slice(0, i, i + 1)) {
                    pictures.add(one(picture));
                }
            }
            return pictures.size() == 1 ? pictures.removeFirst() : Tensor.cat(0, pictures);
        } finally {
            pictures.forEach(Tensor::close);
        }
    }

    private Tensor one(Tensor picture) {
        List<Tensor> bands = new ArrayList<>();
        try {
            for (int top = 0; top < rows.length; top += ROWS_AT_ONCE) {
                progress.checkCancelled();
                bands.add(band(picture, top, Math.min(ROWS_AT_ONCE, rows.length - top)));
            }
            return bands.size() == 1 ? bands.removeFirst() : Tensor.cat(2, bands);
        } finally {
            bands.forEach(Tensor::close);
        }
    }

    private Tensor band(Tensor picture, int top, int count) {
        int channels = (int) picture.size(1);
        int from = rows[top].first();
        int height = rows[top + count - 1].end() - from;
        float[] narrow;
        try (Tensor needed = picture.slice(2, from, from + height)) {
            narrow = eachColumn(needed.floats(), channels * height, (int) picture.size(3));
        }
        int width = columns.length;
        float[] result = new float[channels * count * width];
        double[] sum = new double[width];
        for (int row = 0; row < channels * count; row++) {
            Taps taps = rows[top + row % count];
            int first = row / count * height + taps.first() - from;
            Arrays.fill(sum, 0);
            for (int k = 0; k < taps.weights().length; k++) {
                addWeighted(sum, narrow, (first + k) * width, taps.weights()[k]);
            }
            for (int x = 0; x < width; x++) {
                result[row * width + x] = (float) Math.max(0, Math.min(1, sum[x]));
            }
        }
        return Tensor.of(result, 1, channels, count, width);
    }

    /** A loop that the virtual machine turns into vector instructions. */
    private static void addWeighted(double[] to, float[] from, int offset, double weight) {
        for (int x = 0; x < to.length; x++) {
            to[x] += weight * from[offset + x];
        }
    }

    private float[] eachColumn(float[] wide, int lines, int from) {
        int width = columns.length;
        float[] narrow = new float[lines * width];
        for (int line = 0; line < lines; line++) {
            for (int x = 0; x < width; x++) {
                Taps taps = columns[x];
                double sum = 0;
                for (int k = 0; k < taps.weights().length; k++) {
                    sum += taps.weights()[k] * wide[line * from + taps.first() + k];
                }
                narrow[line * width + x] = (float) sum;
            }
        }
        return narrow;
    }
}
