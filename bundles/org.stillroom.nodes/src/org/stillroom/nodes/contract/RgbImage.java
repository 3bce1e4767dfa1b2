// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Objects;

/**
 * A picture in the Java heap: to show, to compare, and to look at while a node works.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb row by row from the top left, red, green and blue of each pixel, 0 to 255 unsigned; not copied, so whoever
 *     holds the array leaves it as it is
 */
public record RgbImage(int width, int height, byte[] rgb) {

    /** @throws IllegalArgumentException if there are not three bytes a pixel */
    public RgbImage {
        Objects.requireNonNull(rgb, "rgb");
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("found " + rgb.length + " bytes for a picture of " + width + " x "
                    + height + " pixels, expected three for each pixel");
        }
    }

    /** @return 0xRRGGBB */
    public int pixel(int x, int y) {
        int at = 3 * (y * width + x);
        return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
    }

    public boolean sameSizeAs(RgbImage other) {
        return width == other.width && height == other.height;
    }
}
