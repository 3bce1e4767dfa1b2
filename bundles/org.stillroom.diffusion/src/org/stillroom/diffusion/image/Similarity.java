// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.util.Arrays;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/**
 * Structural similarity of one channel of two pictures. The window is applied along rows, then along columns; only as
 * many filtered rows as the window is high are kept.
 */
final class Similarity {

    private static final int SIDE = PictureMetrics.SSIM_SIDE;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;
    private static final double[] WINDOW = window();
    /** What is averaged over the window: x, y, x * x, y * y and x * y. */
    private static final int MOMENTS = 5;

    private final RgbImage a;
    private final RgbImage b;
    private final int channel;
    /** Columns where the window lies inside the picture. */
    private final int columns;
    private final double[][] line;
    /** Filtered rows, by row modulo {@link #SIDE}, moment and column. */
    private final double[][][] rows;
    private final double[][] means;

    Similarity(RgbImage a, RgbImage b, int channel) {
        this.a = a;
        this.b = b;
        this.channel = channel;
        this.columns = a.width() - SIDE + 1;
        this.line = new double[MOMENTS][a.width()];
        this.rows = new double[SIDE][MOMENTS][columns];
        this.means = new double[MOMENTS][columns];
    }

    double mean(Progress progress) {
        double sum = 0;
        for (int y = 0; y < a.height(); y++) {
            progress.checkCancelled();
            filterRow(y);
            if (y >= SIDE - 1) {
                sum += rowSum(y - SIDE + 1);
            }
        }
        return sum / ((double) columns * (a.height() - SIDE + 1));
    }

    private void filterRow(int y) {
        for (int x = 0; x < a.width(); x++) {
            int at = 3 * (y * a.width() + x) + channel;
            double left = a.rgb()[at] & 0xff;
            double right = b.rgb()[at] & 0xff;
            line[0][x] = left;
            line[1][x] = right;
            line[2][x] = left * left;
            line[3][x] = right * right;
            line[4][x] = left * right;
        }
        for (int moment = 0; moment < MOMENTS; moment++) {
            double[] from = line[moment];
            double[] to = rows[y % SIDE][moment];
            Arrays.fill(to, 0);
            for (int i = 0; i < SIDE; i++) {
                addWeighted(to, from, i, WINDOW[i]);
            }
        }
    }

    /** Sum of the similarities where the window's top row is the given one. */
    private double rowSum(int top) {
        for (int moment = 0; moment < MOMENTS; moment++) {
            Arrays.fill(means[moment], 0);
            for (int i = 0; i < SIDE; i++) {
                addWeighted(means[moment], rows[(top + i) % SIDE][moment], 0, WINDOW[i]);
            }
        }
        double sum = 0;
        for (int x = 0; x < columns; x++) {
            sum += similarity(means[0][x], means[1][x], means[2][x], means[3][x], means[4][x]);
        }
        return sum;
    }

    /** A loop that the virtual machine turns into vector instructions. */
    private static void addWeighted(double[] to, double[] from, int offset, double weight) {
        for (int x = 0; x < to.length; x++) {
            to[x] += weight * from[x + offset];
        }
    }

    private static double similarity(double x, double y, double xx, double yy, double xy) {
        double varianceX = xx - x * x;
        double varianceY = yy - y * y;
        double covariance = xy - x * y;
        return (2 * x * y + C1) * (2 * covariance + C2)
                / ((x * x + y * y + C1) * (varianceX + varianceY + C2));
    }

    private static double[] window() {
        double[] window = new double[SIDE];
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
            double distance = i - SIDE / 2;
            window[i] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
            sum += window[i];
        }
        for (int i = 0; i < SIDE; i++) {
            window[i] /= sum;
        }
        return window;
    }
}
