// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.stillroom.diffusion.image.Resampling;
import org.stillroom.diffusion.image.RgbResize;
import org.stillroom.nodes.contract.RgbImage;

/** Makes a small part of a picture what Tesseract reads best: large dark letters on a light ground with a margin. */
final class OcrPicture {

    private static final int LIGHT = 128;
    private static final int MARGIN = 20;
    /** Levels of 255; with less there are no letters, yet Tesseract would read some into the noise. */
    private static final int LEAST_CONTRAST = 16;

    private OcrPicture() {
    }

    /** Whether all of the area is of about one brightness. */
    static boolean blank(RgbImage picture, Rectangle area) {
        Range range = Range.of(grey(picture, area));
        return range.most() - range.least() < LEAST_CONTRAST;
    }

    /**
     * Grey, from black to white, dark on light, enlarged.
     *
     * @param area within the picture
     * @param height at least, in pixels
     */
    static BufferedImage word(RgbImage picture, Rectangle area, int height) {
        RgbImage large = enlarged(stretched(grey(picture, area)), height);
        int ground = median(large);
        BufferedImage image = new BufferedImage(large.width() + 2 * MARGIN, large.height() + 2 * MARGIN,
                BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth() - MARGIN;
            int y = i / image.getWidth() - MARGIN;
            boolean inside = x >= 0 && y >= 0 && x < large.width() && y < large.height();
            int level = inside ? large.rgb()[3 * (y * large.width() + x)] & 0xff : ground;
            image.setRGB(i % image.getWidth(), i / image.getWidth(), level << 16 | level << 8 | level);
        }
        return image;
    }

    /** The picture as it is, enlarged. */
    static BufferedImage whole(RgbImage picture, Rectangle area, int height) {
        RgbImage large = enlarged(cut(picture, area), height);
        BufferedImage image = new BufferedImage(large.width(), large.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < large.width() * large.height(); i++) {
            int rgb = (large.rgb()[3 * i] & 0xff) << 16 | (large.rgb()[3 * i + 1] & 0xff) << 8
                    | large.rgb()[3 * i + 2] & 0xff;
            image.setRGB(i % large.width(), i / large.width(), rgb);
        }
        return image;
    }

    private static RgbImage cut(RgbImage picture, Rectangle area) {
        if (area.isEmpty() || !new Rectangle(picture.width(), picture.height()).contains(area)) {
            throw new IllegalArgumentException("The area of " + area.width + " x " + area.height + " pixels at "
                    + area.x + ", " + area.y + " is not within the picture of " + picture.width() + " x "
                    + picture.height() + " pixels.");
        }
        byte[] rgb = new byte[3 * area.width * area.height];
        for (int row = 0; row < area.height; row++) {
            System.arraycopy(picture.rgb(), 3 * ((area.y + row) * picture.width() + area.x), rgb,
                    3 * row * area.width, 3 * area.width);
        }
        return new RgbImage(area.width, area.height, rgb);
    }

    /** Luma of Rec. 601 in all three channels. */
    private static RgbImage grey(RgbImage picture, Rectangle area) {
        RgbImage part = cut(picture, area);
        byte[] rgb = part.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            double luma = 0.299 * (rgb[i] & 0xff) + 0.587 * (rgb[i + 1] & 0xff) + 0.114 * (rgb[i + 2] & 0xff);
            Arrays.fill(rgb, i, i + 3, (byte) Math.round(luma));
        }
        return part;
    }

    /** From black to white, turned over where most is dark. */
    private static RgbImage stretched(RgbImage grey) {
        byte[] rgb = grey.rgb();
        Range range = Range.of(grey);
        int least = range.least();
        int most = Math.max(range.most(), least + 1);
        boolean dark = (median(grey) - least) * 255 / (most - least) < LIGHT;
        for (int i = 0; i < rgb.length; i++) {
            int level = Math.round(((rgb[i] & 0xff) - least) * 255f / (most - least));
            rgb[i] = (byte) (dark ? 255 - level : level);
        }
        return grey;
    }

    /** The darkest and the lightest level. */
    private record Range(int least, int most) {

        static Range of(RgbImage grey) {
            int least = 255;
            int most = 0;
            for (byte level : grey.rgb()) {
                least = Math.min(least, level & 0xff);
                most = Math.max(most, level & 0xff);
            }
            return new Range(least, most);
        }
    }

    private static int median(RgbImage grey) {
        int[] levels = new int[grey.rgb().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = grey.rgb()[i] & 0xff;
        }
        Arrays.sort(levels);
        return levels[levels.length / 2];
    }

    private static RgbImage enlarged(RgbImage picture, int height) {
        int factor = Math.ceilDiv(height, picture.height());
        return RgbResize.resize(picture, factor * picture.width(), factor * picture.height(),
                Resampling.BICUBIC);
    }
}
