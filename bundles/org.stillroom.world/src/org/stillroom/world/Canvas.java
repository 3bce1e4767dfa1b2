// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.stillroom.nodes.contract.RgbImage;

/** Pictures drawn with Java2D in memory, antialiased. */
final class Canvas {

    private static final String HEADLESS = "java.awt.headless";

    static {
        // Nothing is shown on a screen here. Left to itself Java2D would look for one, and fail where DISPLAY names one
        // that is gone, or wait for ever beside the windows of SWT on macOS.
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
    }

    private Canvas() {
    }

    /**
     * @param drawing draws on a white ground
     * @return a picture of 64 x 64 pixels
     */
    static RgbImage drawn(Consumer<Graphics2D> drawing) {
        int size = Renderer.SIZE;
        int[] pixels = tile(size, Color.WHITE, drawing).getRGB(0, 0, size, size, null, 0, size);
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new RgbImage(size, size, rgb);
    }

    /** @return a square image of that size on that ground */
    static BufferedImage tile(int size, Color ground, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setColor(ground);
            pen.fillRect(0, 0, size, size);
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            drawing.accept(pen);
        } finally {
            pen.dispose();
        }
        return image;
    }
}
