// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.util.Arrays;
import org.stillroom.nodes.contract.RgbImage;

/**
 * Resizes pictures of 8 bits to the bit as Pillow's {@code Image.resize} does: columns first, then rows; weights in
 * fixed point of 22 bits, and levels rounded to 8 bits after each pass.
 */
public final class RgbResize {

    private static final int FRACTION_BITS = 22;

    private RgbResize() {}

    public static RgbImage resize(RgbImage picture, int width, int height, Resampling method) {
        RgbImage columns = picture.width() == width ? picture : columns(picture, width, method);
        return columns.height() == height ? columns : rows(columns, height, method);
    }

    private record Fixed(int first, int[] weights) {

        static Fixed[] all(Resampling method, int from, int to) {
            return Arrays.stream(method.taps(from, to)).map(Fixed::of).toArray(Fixed[]::new);
        }

        private static Fixed of(Taps taps) {
            int[] weights = new int[taps.weights().length];
            for (int k = 0; k < weights.length; k++) {
                double fixed = taps.weights()[k] * (1 << FRACTION_BITS);
                weights[k] = (int) (fixed < 0 ? fixed - 0.5 : fixed + 0.5);
            }
            return new Fixed(taps.first(), weights);
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

    private static RgbImage columns(RgbImage picture, int width, Resampling method) {
        Fixed[] taps = Fixed.all(method, picture.width(), width);
        byte[] rgb = new byte[3 * width * picture.height()];
        for (int i = 0; i < rgb.length; i++) {
            Fixed tap = taps[i / 3 % width];
            int row = i / (3 * width);
            rgb[i] = tap.level(picture.rgb(), 3 * (row * picture.width() + tap.first()) + i % 3, 3);
        }
        return new RgbImage(width, picture.height(), rgb);
    }

    private static RgbImage rows(RgbImage picture, int height, Resampling method) {
        int stride = 3 * picture.width();
        Fixed[] taps = Fixed.all(method, picture.height(), height);
        byte[] rgb = new byte[stride * height];
        for (int i = 0; i < rgb.length; i++) {
            Fixed tap = taps[i / stride];
            rgb[i] = tap.level(picture.rgb(), tap.first() * stride + i % stride, stride);
        }
        return new RgbImage(picture.width(), height, rgb);
    }
}
