// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

/** Tells textures apart by how the light parts within a thing lie. */
final class Textures {

    private static final int GRID = Figures.GRID;
    private static final int SIZE = Pixels.SIZE;

    /** How much of a pixel a plain thing must cover for the pixel to be judged: edges are pale by themselves. */
    private static final float INSIDE = 0.8f;

    /** What the palest part of a texture covers at least; paler is an edge. */
    private static final float PALEST = 0.28f;

    /** The deviation of the cover from which a thing is textured; noise and slight shading stay below. */
    private static final double UNEVEN = 0.085;

    /** Stripes differ from row to row; dots as much from column to column. */
    private static final double ROWS = 0.4;

    private Textures() {
    }

    /**
     * @param blob the thing
     * @param frame its box
     * @param model what a thing of its figure covers, of 24 x 24
     */
    static Texture of(Blob blob, Frame frame, float[] model) {
        double[] rows = new double[SIZE];
        double[] columns = new double[SIZE];
        int[] inRow = new int[SIZE];
        int[] inColumn = new int[SIZE];
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            int x = i % SIZE;
            int y = i / SIZE;
            if (inside(blob.cover(), x, y) && inside(model, (x + 0.5 - frame.left()) / frame.width(),
                    (y + 0.5 - frame.top()) / frame.height())) {
                double value = blob.cover()[i];
                rows[y] += value;
                columns[x] += value;
                inRow[y]++;
                inColumn[x]++;
                sum += value;
                squares += value * value;
                count++;
            }
        }
        double mean = sum / Math.max(1, count);
        double variance = squares / Math.max(1, count) - mean * mean;
        if (variance < UNEVEN * UNEVEN) {
            return Texture.PLAIN;
        }
        double striped = between(rows, inRow, mean) - between(columns, inColumn, mean);
        return Math.abs(striped) / count > ROWS * variance ? Texture.STRIPED : Texture.DOTTED;
    }

    /** Whether the thing covers the pixel and all about it, were it ever so pale there. */
    private static boolean inside(float[] cover, int x, int y) {
        if (x < 1 || x >= SIZE - 1 || y < 1 || y >= SIZE - 1) {
            return false;
        }
        float least = 1;
        for (int row = y - 1; row <= y + 1; row++) {
            for (int column = x - 1; column <= x + 1; column++) {
                least = Math.min(least, cover[row * SIZE + column]);
            }
        }
        return least >= PALEST;
    }

    private static boolean inside(float[] model, double x, double y) {
        int column = (int) Math.floor(x * GRID);
        int row = (int) Math.floor(y * GRID);
        if (column < 1 || column >= GRID - 1 || row < 1 || row >= GRID - 1) {
            return false;
        }
        int at = row * GRID + column;
        return model[at] > INSIDE && model[at - 1] > INSIDE && model[at + 1] > INSIDE && model[at - GRID] > INSIDE
                && model[at + GRID] > INSIDE;
    }

    private static double between(double[] sums, int[] counts, double mean) {
        double total = 0;
        for (int i = 0; i < sums.length; i++) {
            if (counts[i] > 0) {
                double difference = sums[i] / counts[i] - mean;
                total += counts[i] * difference * difference;
            }
        }
        return total;
    }
}
