// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Optional;

/** Finds the sign of a picture, if there is one, and reads it. */
final class Boards {

    private static final int SIZE = Pixels.SIZE;

    /** The columns in which the upper and the lower edge of a board are looked for. */
    private static final int LEFT = 4;
    private static final int RIGHT = 61;

    /** How much of each third of an edge must be seen. No thing of the world is so wide. */
    private static final double EDGE = 0.75;

    private static final int SEARCH = 4;

    /** How far the strips of the board are looked for. */
    private static final int JITTER = 2;

    /** The post below the board: what must be seen of it, and how little to its sides. */
    private static final double POST = 0.7;

    private Boards() {
    }

    static Optional<Board> of(Pixels pixels) {
        int top = Signs.BOARD_TOP;
        int bottom = top + Signs.BOARD_HEIGHT - 1;
        int edges = (edge(pixels, top) ? 1 : 0) + (edge(pixels, bottom) ? 1 : 0);
        if (edges == 0 || edges == 1 && !post(pixels)) {
            return Optional.empty();
        }
        float[] ground = ground(pixels);
        boolean white = Palette.white(ground[0], ground[1], ground[2]);
        return Optional.of(new Board(white, white ? Optional.empty() : Palette.name(ground[0], ground[1], ground[2]),
                Letters.read(pixels.distances(ground))));
    }

    /** Whether a line as wide as a board is near the row where the generator draws it. */
    private static boolean edge(Pixels pixels, int row) {
        for (int y = row - SEARCH; y <= row + SEARCH; y++) {
            int third = (RIGHT - LEFT) / 3;
            boolean all = true;
            for (int part = 0; part < 3; part++) {
                all &= share(pixels, LEFT + part * third, LEFT + (part + 1) * third, y, y + 1) >= EDGE;
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean post(Pixels pixels) {
        int middle = Signs.BOARD_LEFT + Signs.BOARD_WIDTH / 2;
        int top = Signs.BOARD_TOP + Signs.BOARD_HEIGHT + 4;
        return share(pixels, middle - 2, middle + 2, top, SIZE) >= POST
                && share(pixels, 0, middle - 9, top, SIZE) <= 1 - POST
                && share(pixels, middle + 9, SIZE, top, SIZE) <= 1 - POST;
    }

    /** The share of a box that is no background. */
    private static double share(Pixels pixels, int left, int right, int top, int bottom) {
        int seen = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                seen += pixels.contrast()[y * SIZE + x] >= Pixels.SEEN ? 1 : 0;
            }
        }
        return (double) seen / ((right - left) * (bottom - top));
    }

    /**
     * The colour of the board, from its strips above and below the letters. Of the places where the jitter may have put
     * them the one where they are most even is right: the others hold parts of letters or of the frame.
     */
    private static float[] ground(Pixels pixels) {
        float[] best = {};
        double least = Double.MAX_VALUE;
        for (int dy = -JITTER; dy <= JITTER; dy++) {
            float[] red = strips(pixels.red(), dy);
            float[] green = strips(pixels.green(), dy);
            float[] blue = strips(pixels.blue(), dy);
            double spread = spread(red) + spread(green) + spread(blue);
            if (spread < least) {
                least = spread;
                best = new float[] {Pixels.median(red), Pixels.median(green), Pixels.median(blue)};
            }
        }
        return best;
    }

    private static float[] strips(float[] plane, int dy) {
        int from = LEFT + 3;
        int width = RIGHT - 3 - from;
        float[] values = new float[2 * width];
        int above = (Signs.BOARD_TOP + 2 + dy) * SIZE + from;
        int below = (Signs.BOARD_TOP + Signs.BOARD_HEIGHT - 3 + dy) * SIZE + from;
        System.arraycopy(plane, above, values, 0, width);
        System.arraycopy(plane, below, values, width, width);
        return values;
    }

    private static double spread(float[] values) {
        float middle = Pixels.median(values);
        double sum = 0;
        for (float value : values) {
            sum += Math.abs(value - middle);
        }
        return sum;
    }
}
