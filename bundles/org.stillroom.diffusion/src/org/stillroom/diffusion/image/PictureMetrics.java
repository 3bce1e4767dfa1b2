// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.util.OptionalDouble;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/** How alike two pictures of the same size are, computed as scikit-image does over red, green and blue. */
public final class PictureMetrics {

    /** Pixels on the shorter side that {@link #ssim} needs: the window's width. */
    public static final int SSIM_SIDE = 11;

    private static final double PEAK = 255;

    private PictureMetrics() {}

    /**
     * Peak signal to noise ratio over all pixels and channels.
     *
     * @param progress asked at every row
     * @return in dB; infinite where all pixels are equal
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double psnr(RgbImage a, RgbImage b, Progress progress) {
        checkSizes(a, b);
        double sum = 0;
        int row = 3 * a.width();
        for (int y = 0; y < a.height(); y++) {
            progress.checkCancelled();
            long rowSum = 0;
            for (int i = y * row; i < (y + 1) * row; i++) {
                int difference = (a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff);
                rowSum += (long) difference * difference;
            }
            sum += rowSum;
        }
        double meanSquare = sum / a.rgb().length;
        return 10 * Math.log10(PEAK * PEAK / meanSquare);
    }

    /**
     * Structural similarity after Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility
     * to structural similarity" (2004): a Gaussian window of sigma 1.5 and 11 x 11 pixels, K1 0.01, K2 0.03; the mean
     * over all places where the window lies inside the picture, and over the channels.
     *
     * @param progress asked at every row
     * @return at most 1, which equal pictures have; empty if a side is shorter than {@link #SSIM_SIDE}
     * @throws IllegalArgumentException if the sizes differ
     */
    public static OptionalDouble ssim(RgbImage a, RgbImage b, Progress progress) {
        checkSizes(a, b);
        if (Math.min(a.width(), a.height()) < SSIM_SIDE) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int channel = 0; channel < 3; channel++) {
            sum += new Similarity(a, b, channel).mean(progress);
        }
        return OptionalDouble.of(sum / 3);
    }

    private static void checkSizes(RgbImage a, RgbImage b) {
        if (!a.sameSizeAs(b)) {
            throw new IllegalArgumentException("the pictures are " + a.width() + " x " + a.height() + " and "
                    + b.width() + " x " + b.height() + " pixels; expected the same size");
        }
    }
}
