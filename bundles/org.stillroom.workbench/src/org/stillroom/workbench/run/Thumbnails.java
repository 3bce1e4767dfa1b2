// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.stillroom.nodes.RgbImage;

/** Pictures made small enough for a node on the canvas. Needs no display. */
final class Thumbnails {

    /** Longest side in pixels: enough for a node at twice its size. */
    static final int LONGEST = 384;

    private static final PaletteData RGB = new PaletteData(0xff0000, 0xff00, 0xff);

    private Thumbnails() {}

    /** @throws SWTException if the file cannot be read or is no picture */
    static ImageData of(Path file) {
        return small(new ImageData(file.toString()));
    }

    static ImageData of(RgbImage image) {
        return small(new ImageData(image.width(), image.height(), 24, RGB, 1, image.rgb()));
    }

    private static ImageData small(ImageData full) {
        int longest = Math.max(full.width, full.height);
        if (longest <= LONGEST) {
            return full;
        }
        int width = Math.max(1, full.width * LONGEST / longest);
        int height = Math.max(1, full.height * LONGEST / longest);
        byte[] data = new byte[width * height * 3];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                RGB mean = mean(full, x * full.width / width, (x + 1) * full.width / width,
                        y * full.height / height, (y + 1) * full.height / height);
                data[at++] = (byte) mean.red;
                data[at++] = (byte) mean.green;
                data[at++] = (byte) mean.blue;
            }
        }
        return new ImageData(width, height, 24, RGB, 1, data);
    }

    /** SWT's own scaling takes single pixels, which makes fine texture sparkle. */
    private static RGB mean(ImageData full, int left, int right, int top, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                RGB color = full.palette.getRGB(full.getPixel(x, y));
                red += color.red;
                green += color.green;
                blue += color.blue;
            }
        }
        int count = (right - left) * (bottom - top);
        return new RGB((int) (red / count), (int) (green / count), (int) (blue / count));
    }
}
