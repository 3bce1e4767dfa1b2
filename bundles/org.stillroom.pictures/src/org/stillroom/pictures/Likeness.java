// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.OptionalDouble;
import org.eclipse.osgi.util.NLS;
import org.stillroom.diffusion.image.PictureMetrics;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/**
 * How alike two pictures are.
 *
 * @param psnr in dB, infinite for equal pictures
 * @param ssim at most 1; empty for pictures that are too small
 */
record Likeness(double psnr, OptionalDouble ssim) {

    /**
     * @param progress may stop it
     * @throws IllegalArgumentException if the sizes differ
     */
    static Likeness of(RgbImage a, RgbImage b, Progress progress) {
        return new Likeness(PictureMetrics.psnr(a, b, progress), PictureMetrics.ssim(a, b, progress));
    }

    /** The absolute difference of each pixel's channels. */
    static RgbImage difference(RgbImage a, RgbImage b, Progress progress) {
        byte[] out = new byte[a.rgb().length];
        int row = 3 * a.width();
        for (int y = 0; y < a.height(); y++) {
            progress.checkCancelled();
            for (int i = y * row; i < (y + 1) * row; i++) {
                out[i] = (byte) Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff));
            }
        }
        return new RgbImage(a.width(), a.height(), out);
    }

    /** Why two pictures have no difference. */
    static String differentSizes(RgbImage a, RgbImage b) {
        return NLS.bind(Messages.differentSizes, new Object[] {a.width(), a.height(), b.width(), b.height()});
    }

    String text() {
        String noise = Double.isInfinite(psnr) ? Messages.equal
                : NLS.bind(Messages.psnr, String.format("%.2f", psnr));
        return ssim.isEmpty() ? noise : noise + NLS.bind(Messages.ssim, String.format("%.4f", ssim.getAsDouble()));
    }
}
