// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.util.Arrays;
import org.stillroom.distill.training.LossCurve;
import org.stillroom.nodes.contract.RgbImage;

/** The losses so far, to look at while a training runs. Used by one thread. */
final class LossPreview {

    private static final int FEW = 20;

    private double[] losses;
    private int count;

    /** @param before of steps that were done earlier; those after the checkpoint are replaced */
    LossPreview(double[] before) {
        losses = before;
        count = before.length;
    }

    /** @param step counts from 1 */
    void add(long step, double loss) {
        count = Math.toIntExact(step);
        if (count > losses.length) {
            losses = Arrays.copyOf(losses, 2 * count);
        }
        losses[count - 1] = loss;
    }

    /** Of the last few steps, as single ones tell little. */
    double mean() {
        return Arrays.stream(losses, Math.max(0, count - FEW), count).filter(Double::isFinite).average()
                .orElse(Double.NaN);
    }

    RgbImage picture() {
        return LossCurve.picture(Arrays.copyOf(losses, count));
    }
}
