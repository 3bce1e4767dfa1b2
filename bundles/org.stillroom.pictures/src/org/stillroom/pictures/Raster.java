// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.stillroom.nodes.contract.RgbImage;

/**
 * Pixels of the screen to draw pictures into. Enlarged pictures show their pixels as squares; below twice their size
 * they are interpolated.
 */
final class Raster {

    private static final double SQUARES_FROM = 2;

    private final int width;
    private final int height;
    private final byte[] rgb;

    /** @param background 0xRRGGBB */
    Raster(int width, int height, int background) {
        this.width = width;
        this.height = height;
        this.rgb = new byte[3 * width * height];
        for (int i = 0; i < 3 * width && height > 0; i += 3) {
            rgb[i] = (byte) (background >> 16);
            rgb[i + 1] = (byte) (background >> 8);
            rgb[i + 2] = (byte) background;
        }
        for (int y = 1; y < height; y++) {
            System.arraycopy(rgb, 0, rgb, 3 * width * y, 3 * width);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Row by row; the array itself. */
    byte[] rgb() {
        return rgb;
    }

    /**
     * Draws a picture.
     *
     * @param view where it lies
     * @param left where drawing begins
     * @param right where it ends, exclusive
     * @param gain what each channel is multiplied with
     */
    void draw(Pyramid picture, Viewport view, int left, int right, int gain) {
        int index = picture.levelFor(view.scale());
        RgbImage level = picture.levels().get(index);
        double scale = view.scale() * (1 << index);
        boolean smooth = scale != 1 && scale < SQUARES_FROM;
        Axis columns = Axis.of(view.x(), picture.width() * view.scale(), scale, level.width(), left,
                Math.min(right, width), smooth);
        Axis rows = Axis.of(view.y(), picture.height() * view.scale(), scale, level.height(), 0, height, smooth);
        byte[] levels = amplified(gain);
        for (int y = rows.from; y < rows.to; y++) {
            if (smooth) {
                drawSmooth(level, columns, rows, y, levels);
            } else {
                drawNearest(level, columns, rows.first[y - rows.from], y, levels);
            }
        }
    }

    private void drawNearest(RgbImage level, Axis columns, int row, int y, byte[] levels) {
        byte[] in = level.rgb();
        int start = row * level.width();
        int out = 3 * (y * width + columns.from);
        for (int x = 0; x < columns.to - columns.from; x++) {
            int at = 3 * (start + columns.first[x]);
            rgb[out++] = levels[in[at] & 0xff];
            rgb[out++] = levels[in[at + 1] & 0xff];
            rgb[out++] = levels[in[at + 2] & 0xff];
        }
    }

    private void drawSmooth(RgbImage level, Axis columns, Axis rows, int y, byte[] levels) {
        byte[] in = level.rgb();
        int row = y - rows.from;
        int upper = rows.first[row] * level.width();
        int lower = Math.min(rows.first[row] + 1, level.height() - 1) * level.width();
        int down = rows.weight[row];
        int out = 3 * (y * width + columns.from);
        for (int x = 0; x < columns.to - columns.from; x++) {
            int first = columns.first[x];
            int next = Math.min(first + 1, level.width() - 1);
            int across = columns.weight[x];
            for (int channel = 0; channel < 3; channel++) {
                int above = mix(in[3 * (upper + first) + channel], in[3 * (upper + next) + channel], across);
                int below = mix(in[3 * (lower + first) + channel], in[3 * (lower + next) + channel], across);
                rgb[out++] = levels[(above * (256 - down) + below * down + (1 << 15)) >> 16];
            }
        }
    }

    /** 256 times the mean. */
    private static int mix(byte a, byte b, int weight) {
        return (a & 0xff) * (256 - weight) + (b & 0xff) * weight;
    }

    private static byte[] amplified(int gain) {
        byte[] levels = new byte[256];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.min(255, i * gain);
        }
        return levels;
    }

    /** Which pixels of a picture the screen's columns, or rows, from {@code from} to {@code to} show. */
    private record Axis(int from, int to, int[] first, int[] weight) {

        static Axis of(double start, double length, double scale, int size, int left, int right, boolean smooth) {
            // A pixel of the screen shows the picture if its middle lies in it.
            int from = (int) Math.max(left, Math.ceil(start - 0.5));
            int to = (int) Math.max(from, Math.min(right, Math.ceil(start + length - 0.5)));
            int[] first = new int[to - from];
            int[] weight = new int[to - from];
            for (int i = 0; i < first.length; i++) {
                double at = (from + i + 0.5 - start) / scale - (smooth ? 0.5 : 0);
                double inside = Math.max(0, Math.min(size - 1, at));
                first[i] = (int) inside;
                weight[i] = (int) Math.round((inside - first[i]) * 256);
            }
            return new Axis(from, to, first, weight);
        }
    }
}
