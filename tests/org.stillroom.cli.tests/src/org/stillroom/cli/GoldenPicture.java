// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Compares pictures with those of the reference libraries. */
final class GoldenPicture {

    private static final double ENOUGH = 0.999;

    private GoldenPicture() {}

    /** Asserts that 99.9 % of the pixels are within one level of 255 in every channel. */
    static void assertSame(Path expected, Path actual) throws IOException {
        BufferedImage wanted = ImageIO.read(expected.toFile());
        BufferedImage drawn = ImageIO.read(actual.toFile());
        assertEquals(wanted.getWidth() + " x " + wanted.getHeight(), drawn.getWidth() + " x " + drawn.getHeight());
        int near = 0;
        for (int y = 0; y < wanted.getHeight(); y++) {
            for (int x = 0; x < wanted.getWidth(); x++) {
                near += difference(wanted.getRGB(x, y), drawn.getRGB(x, y)) <= 1 ? 1 : 0;
            }
        }
        double share = (double) near / (wanted.getWidth() * wanted.getHeight());
        assertTrue(share >= ENOUGH, expected.getFileName() + ": only " + share + " of the pixels are within one level");
    }

    private static int difference(int a, int b) {
        int largest = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            largest = Math.max(largest, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
        }
        return largest;
    }
}
