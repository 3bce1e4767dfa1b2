// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Arrays;
import org.stillroom.nodes.contract.RgbImage;

/**
 * A picture as numbers, slightly smoothed against noise, with its background told from what stands on it.
 *
 * @param red the red of each pixel, 0 to 255, row by row
 * @param green the green
 * @param blue the blue
 * @param contrast the distance of each pixel from the background, 0 to about 441
 */
record Pixels(float[] red, float[] green, float[] blue, float[] contrast) {

    /** The width and height of every picture. */
    static final int SIZE = Renderer.SIZE;

    /** The contrast from which a pixel is no background; noise of a twentieth of the range stays below. */
    static final float SEEN = 40;

    /** A Gaussian of 0.7 pixels: wide enough for single wrong pixels, narrow enough for strokes of 1.5 pixels. */
    private static final float[] SMOOTH = {0.2076f, 0.5848f, 0.2076f};

    static Pixels of(RgbImage picture) {
        float[] red = plane(picture.rgb(), 0);
        float[] green = plane(picture.rgb(), 1);
        float[] blue = plane(picture.rgb(), 2);
        return new Pixels(red, green, blue,
                distances(red, green, blue, new float[] {ground(red), ground(green), ground(blue)}));
    }

    /** @return the distance of each pixel from a colour of three numbers */
    float[] distances(float[] colour) {
        return distances(red, green, blue, colour);
    }

    private static float[] distances(float[] red, float[] green, float[] blue, float[] colour) {
        float[] distances = new float[red.length];
        for (int i = 0; i < distances.length; i++) {
            float r = red[i] - colour[0];
            float g = green[i] - colour[1];
            float b = blue[i] - colour[2];
            distances[i] = (float) Math.sqrt(r * r + g * g + b * b);
        }
        return distances;
    }

    /** @return the value of the middle of a sorted copy */
    static float median(float[] values) {
        return quantile(values, 0.5);
    }

    /** @return the value below which that share of the values lies */
    static float quantile(float[] values, double share) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    /** The background is what most of the rim shows. */
    private static float ground(float[] plane) {
        float[] rim = new float[4 * SIZE];
        for (int i = 0; i < SIZE; i++) {
            rim[4 * i] = plane[i];
            rim[4 * i + 1] = plane[(SIZE - 1) * SIZE + i];
            rim[4 * i + 2] = plane[i * SIZE];
            rim[4 * i + 3] = plane[i * SIZE + SIZE - 1];
        }
        return median(rim);
    }

    private static float[] plane(byte[] rgb, int channel) {
        float[] plane = new float[rgb.length / 3];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = rgb[3 * i + channel] & 0xFF;
        }
        return smooth(smooth(plane, 1), SIZE);
    }

    private static float[] smooth(float[] plane, int step) {
        float[] result = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            int place = step == 1 ? i % SIZE : i / SIZE;
            float before = place == 0 ? plane[i] : plane[i - step];
            float after = place == SIZE - 1 ? plane[i] : plane[i + step];
            result[i] = SMOOTH[0] * before + SMOOTH[1] * plane[i] + SMOOTH[2] * after;
        }
        return result;
    }
}
