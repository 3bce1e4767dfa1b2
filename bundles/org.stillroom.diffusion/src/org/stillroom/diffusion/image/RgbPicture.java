// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

/**
 * A picture in the Java heap, for showing and comparing.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb row by row from the top left, red, green and blue of each pixel, 8 bits each; not copied, so whoever
 *     holds the array leaves it as it is
 */
public record RgbPicture(int width, int height, byte[] rgb) {

    public RgbPicture {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes are not a picture of " + width + " x " + height);
        }
    }

    /** @return 0xRRGGBB */
    public int pixel(int x, int y) {
        int at = 3 * (y * width + x);
        return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
    }

    public boolean sameSizeAs(RgbPicture other) {
        return width == other.width && height == other.height;
    }
}
