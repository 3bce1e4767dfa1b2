// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Objects;

/**
 * A small picture to look at while a node works.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb row by row from the top, red, green and blue of each pixel, 0 to 255 unsigned; not to be changed any more
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
}
