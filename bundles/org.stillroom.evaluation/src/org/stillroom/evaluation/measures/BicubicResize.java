// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import org.stillroom.nodes.contract.RgbImage;

/**
 * Bicubic resizing with antialiasing, as Pillow's {@code Image.resize(size, BICUBIC)} computes it: Keys' kernel with
 * a = -0.5, widened by the factor of reduction; columns first, then rows; weights in fixed point of 22 bits, and levels
 * rounded to 8 bits after each pass.
 */
final class BicubicResize {

    private static final double A = -0.5;
    private static final double REACH = 2;
    private static final int FRACTION_BITS = 22;

    private BicubicResize() {
    }

    static RgbImage resize(RgbImage picture, int width, int height) {
        RgbImage columns = picture.width() == width ? picture : columns(picture, width);
        return columns.height() == height ? columns : rows(columns, height);
    }

    /** The pixels that one pixel of the result is made of, and how much of each. */
    private record Taps(int first, int[] weights) {

        static Taps[] all(int from, int to) {
            double scale = (double) from / to;
            double widened = Math.max(scale, 1);
            double reach = REACH * widened;
            Taps[] taps = new Taps[to];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int first = Math.max(0, (int) (centre - reach + 0.5));
                int last = Math.min(from, (int) (centre + reach + 0.5));
                taps[i] = of(first, last, centre, widened);
            }
            return taps;
        }

        private static Taps of(int first, int last, double centre, double widened) {
            double[] exact = new double[last - first];
            double sum = 0;
            for (int k = 0; k < exact.length; k++) {
                exact[k] = kernel((k + first - centre + 0.5) / widened);
                sum += exact[k];
            }
            int[] weights = new int[exact.length];
            for (int k = 0; k < exact.length; k++) {
                double fixed = exact[k] / sum * (1 << FRACTION_BITS);
                weights[k] = (int) (fixed < 0 ? fixed - 0.5 : fixed + 0.5);
            }
            return new Taps(first, weights);
        }

        /**
         * @param at index of the first pixel's level
         * @param step from one pixel to the next
         */
        byte level(byte[] levels, int at, int step) {
            int sum = 1 << FRACTION_BITS - 1;
            for (int k = 0; k < weights.length; k++) {
                sum += (levels[at + k * step] & 0xff) * weights[k];
            }
            return (byte) Math.max(0, Math.min(255, sum >> FRACTION_BITS));
        }
    }

    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }

    private static RgbImage columns(RgbImage picture, int width) {
        Taps[] taps = Taps.all(picture.width(), width);
        byte[] rgb = new byte[3 * width * picture.height()];
        for (int i = 0; i < rgb.length; i++) {
            Taps tap = taps[i / 3 % width];
            int row = i / (3 * width);
            rgb[i] = tap.level(picture.rgb(), 3 * (row * picture.width() + tap.first()) + i % 3, 3);
        }
        return new RgbImage(width, picture.height(), rgb);
    }

    private static RgbImage rows(RgbImage picture, int height) {
        int stride = 3 * picture.width();
        Taps[] taps = Taps.all(picture.height(), height);
        byte[] rgb = new byte[stride * height];
        for (int i = 0; i < rgb.length; i++) {
            Taps tap = taps[i / stride];
            rgb[i] = tap.level(picture.rgb(), tap.first() * stride + i % stride, stride);
        }
        return new RgbImage(picture.width(), height, rgb);
    }
}
