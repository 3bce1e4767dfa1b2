// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How pixels of another size are made. Where a picture becomes smaller, kernels are widened as in Pillow and in
 * PyTorch's {@code interpolate(…, antialias=True)}, so that all pixels count.
 */
public enum Resampling {

    /** The pixel in the middle: PyTorch's nearest-exact, Pillow's NEAREST. */
    NEAREST(0, x -> 1),
    BILINEAR(1, x -> Math.max(0, 1 - Math.abs(x))),
    /** Keys' kernel with a = -0.5. */
    BICUBIC(2, Resampling::keys),
    /** Of three lobes. */
    LANCZOS(3, x -> Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0),
    /** The mean of all pixels that are touched: PyTorch's area. */
    AREA(0, x -> 1);

    private static final double A = -0.5;

    private final double reach;
    private final DoubleUnaryOperator kernel;

    Resampling(double reach, DoubleUnaryOperator kernel) {
        this.reach = reach;
        this.kernel = kernel;
    }

    /** What each of {@code to} pixels is made of, out of {@code from}. */
    Taps[] taps(int from, int to) {
        Taps[] taps = new Taps[to];
        for (int i = 0; i < to; i++) {
            taps[i] = switch (this) {
                case NEAREST -> mean((int) Math.min(from - 1, (2L * i + 1) * from / (2L * to)), 1);
                case AREA -> {
                    int first = (int) ((long) i * from / to);
                    yield mean(first, (int) Math.ceilDiv((i + 1L) * from, (long) to) - first);
                }
                default -> weighted(i, from, (double) from / to);
            };
        }
        return taps;
    }

    private static Taps mean(int first, int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return new Taps(first, weights);
    }

    private Taps weighted(int index, int from, double scale) {
        double widened = Math.max(scale, 1);
        double centre = (index + 0.5) * scale;
        int first = Math.max(0, (int) (centre - reach * widened + 0.5));
        int last = Math.min(from, (int) (centre + reach * widened + 0.5));
        double[] weights = new double[last - first];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = kernel.applyAsDouble((k + first - centre + 0.5) / widened);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return new Taps(first, weights);
    }

    private static double keys(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
