// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.awt.Color;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;

/** The tints and textures of things. */
final class Paints {

    /** How much white there is in the light parts of a texture. */
    private static final double PALE = 0.6;

    private Paints() {
    }

    /** @return the colour, lighter by so many of 255, or darker */
    static Color shade(Colour colour, int light) {
        return new Color(within(colour.red() + light), within(colour.green() + light), within(colour.blue() + light));
    }

    private static int within(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /**
     * The paint of a texture: a small picture that repeats, laid on whole pixels so that it stays crisp.
     *
     * @param x the middle of the thing, in pixels
     * @param y the middle of the thing, in pixels
     * @param period of the texture, in pixels
     */
    static Paint of(Color colour, Texture texture, double x, double y, int period) {
        if (texture == Texture.PLAIN) {
            return colour;
        }
        BufferedImage tile = Canvas.tile(period, colour, brush -> {
            brush.setColor(mix(colour, Color.WHITE, PALE));
            if (texture == Texture.STRIPED) {
                brush.fillRect(0, 0, period, period / 2);
            } else {
                double dot = period * 0.6;
                brush.fill(new Ellipse2D.Double((period - dot) / 2, (period - dot) / 2, dot, dot));
            }
        });
        return new TexturePaint(tile, new Rectangle((int) Math.round(x), (int) Math.round(y), period, period));
    }

    /** @return a colour with that share of another */
    static Color mix(Color colour, Color other, double share) {
        return new Color(mix(colour.getRed(), other.getRed(), share), mix(colour.getGreen(), other.getGreen(), share),
                mix(colour.getBlue(), other.getBlue(), share));
    }

    private static int mix(int value, int other, double share) {
        return (int) Math.round(value * (1 - share) + other * share);
    }
}
