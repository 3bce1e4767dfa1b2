// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.canvas;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;

/** Compares what is drawn as an eye does that sees no colours. */
public final class Looks {

    /** Of 255 levels of grey: what is told apart beside each other. */
    private static final int SEEN = 20;

    private Looks() {}

    /** The number of pixels that look different in two pictures of one size. */
    public static int different(ImageData a, ImageData b) {
        int count = 0;
        for (int y = 0; y < a.height; y++) {
            for (int x = 0; x < a.width; x++) {
                count += Math.abs(grey(a, x, y) - grey(b, x, y)) > SEEN ? 1 : 0;
            }
        }
        return count;
    }

    private static double grey(ImageData picture, int x, int y) {
        RGB rgb = picture.palette.getRGB(picture.getPixel(x, y));
        return 0.299 * rgb.red + 0.587 * rgb.green + 0.114 * rgb.blue;
    }
}
