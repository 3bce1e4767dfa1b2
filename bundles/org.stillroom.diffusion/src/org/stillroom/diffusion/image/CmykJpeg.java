// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * JPEG files of four inks. As everywhere, the inks are taken to be stored inverted, as Adobe's programs do; without a
 * colour profile, each ink takes its share of the light that black leaves, rounded as Pillow does.
 */
final class CmykJpeg {

    private CmykJpeg() {}

    /** @param light whether the first three are brightness and colour (YCCK) */
    static BufferedImage image(Raster inks, boolean light) {
        int width = inks.getWidth();
        BufferedImage image = new BufferedImage(width, inks.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        WritableRaster to = image.getRaster();
        int[] row = new int[4 * width];
        int[] rgb = new int[3 * width];
        for (int y = 0; y < inks.getHeight(); y++) {
            inks.getPixels(inks.getMinX(), inks.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                if (light) {
                    toInks(row, 4 * x);
                }
                int paper = row[4 * x + 3];
                for (int channel = 0; channel < 3; channel++) {
                    int product = (255 - row[4 * x + channel]) * paper + 128;
                    rgb[3 * x + channel] = Math.max(0, paper - ((product >> 8) + product >> 8));
                }
            }
            to.setPixels(0, y, width, 1, rgb);
        }
        return image;
    }

    private static void toInks(int[] row, int at) {
        int y = row[at];
        double blue = row[at + 1] - 128;
        double red = row[at + 2] - 128;
        row[at] = level(255 - (y + 1.402 * red));
        row[at + 1] = level(255 - (y - 0.344136286 * blue - 0.714136286 * red));
        row[at + 2] = level(255 - (y + 1.772 * blue));
    }

    private static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.rint(value)));
    }
}
