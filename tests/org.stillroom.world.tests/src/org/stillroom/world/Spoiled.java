// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Random;
import org.stillroom.nodes.contract.RgbImage;

/** Spoils pictures in the ways in which a decoder does. */
final class Spoiled {

    private static final int SIZE = Renderer.SIZE;
    private static final int REACH = 3;

    private Spoiled() {
    }

    /** @return the picture after a Gaussian blur of that many pixels */
    static RgbImage blurred(RgbImage picture, double pixels) {
        double[] weights = new double[2 * REACH + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-(i - REACH) * (i - REACH) / (2 * pixels * pixels));
            sum += weights[i];
        }
        double[] values = new double[picture.rgb().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.rgb()[i] & 0xFF;
        }
        for (boolean level : new boolean[] {true, false}) {
            double[] next = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                int x = i / 3 % SIZE;
                int y = i / 3 / SIZE;
                for (int k = -REACH; k <= REACH; k++) {
                    int fromX = level ? Math.max(0, Math.min(SIZE - 1, x + k)) : x;
                    int fromY = level ? y : Math.max(0, Math.min(SIZE - 1, y + k));
                    next[i] += weights[k + REACH] / sum * values[(fromY * SIZE + fromX) * 3 + i % 3];
                }
            }
            values = next;
        }
        return picture(values);
    }

    /** @return the picture with Gaussian noise of that share of the range */
    static RgbImage noised(RgbImage picture, double share, long seed) {
        Random random = new Random(seed);
        double[] values = new double[picture.rgb().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (picture.rgb()[i] & 0xFF) + 255 * share * random.nextGaussian();
        }
        return picture(values);
    }

    /** @return the picture with red, green and blue moved by so much, and its contrast multiplied */
    static RgbImage tinted(RgbImage picture, double[] shift, double contrast) {
        double[] values = new double[picture.rgb().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((picture.rgb()[i] & 0xFF) - 128) * contrast + 128 + shift[i % 3];
        }
        return picture(values);
    }

    private static RgbImage picture(double[] values) {
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(values[i])));
        }
        return new RgbImage(SIZE, SIZE, rgb);
    }
}
