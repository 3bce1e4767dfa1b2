// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

/**
 * The box about a blob, to parts of a pixel; a pixel reaches from its number to its number + 1.
 *
 * @param left its left edge
 * @param top its upper edge
 * @param right its right edge
 * @param bottom its lower edge
 */
record Frame(double left, double top, double right, double bottom) {

    private static final int SIZE = Pixels.SIZE;

    /** An edge lies where a thing covers half a pixel. */
    private static final float EDGE = 0.5f;

    /** @return the box about everything that is covered by half or more */
    static Frame about(float[] cover) {
        float[] columns = new float[SIZE];
        float[] rows = new float[SIZE];
        for (int i = 0; i < cover.length; i++) {
            columns[i % SIZE] = Math.max(columns[i % SIZE], cover[i]);
            rows[i / SIZE] = Math.max(rows[i / SIZE], cover[i]);
        }
        return new Frame(edge(columns, false), edge(rows, false), edge(columns, true), edge(rows, true));
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    /** Where the profile first reaches a half, from its start or from its end. */
    private static double edge(float[] profile, boolean fromEnd) {
        float before = 0;
        for (int i = 0; i < SIZE; i++) {
            float value = profile[fromEnd ? SIZE - 1 - i : i];
            if (value >= EDGE) {
                double place = i + 0.5 - (value - EDGE) / (value - before);
                return fromEnd ? SIZE - place : place;
            }
            before = value;
        }
        return fromEnd ? SIZE : 0;
    }

    /**
     * Takes a blob out of its place: what it covers on a grid of n x n within the box.
     *
     * @return n x n numbers of 0 to 1, row by row
     */
    float[] grid(float[] cover, int n) {
        float[] grid = new float[n * n];
        for (int row = 0; row < n; row++) {
            double y = top + (row + 0.5) / n * height() - 0.5;
            for (int column = 0; column < n; column++) {
                double x = left + (column + 0.5) / n * width() - 0.5;
                grid[row * n + column] = at(cover, x, y);
            }
        }
        return grid;
    }

    private static float at(float[] cover, double x, double y) {
        double inX = Math.max(0, Math.min(SIZE - 1.001, x));
        double inY = Math.max(0, Math.min(SIZE - 1.001, y));
        int column = (int) inX;
        int row = (int) inY;
        float fx = (float) (inX - column);
        float fy = (float) (inY - row);
        int at = row * SIZE + column;
        float upper = cover[at] * (1 - fx) + cover[at + 1] * fx;
        float lower = cover[at + SIZE] * (1 - fx) + cover[at + SIZE + 1] * fx;
        return upper * (1 - fy) + lower * fy;
    }
}
