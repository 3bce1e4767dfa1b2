// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Optional;

/** Names colours by the nearest of the world's eight. */
final class Palette {

    /** Differences of hue tell more than those of lightness, which textures and soft edges change. */
    private static final double HUE = 2;

    /** What lies farther from all eight than this has no name: greys above all. */
    private static final double FARTHEST = 85;

    private static final double WHITE_LEAST = 205;
    private static final double WHITE_SPREAD = 36;

    private Palette() {
    }

    /** @return the colour, or empty if none of the eight is near */
    static Optional<Colour> name(double red, double green, double blue) {
        Colour nearest = null;
        double least = FARTHEST;
        for (Colour colour : Colour.values()) {
            double distance = distance(red - colour.red(), green - colour.green(), blue - colour.blue());
            if (distance < least) {
                least = distance;
                nearest = colour;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** @return whether the colour is the white of a board */
    static boolean white(double red, double green, double blue) {
        double least = Math.min(red, Math.min(green, blue));
        double most = Math.max(red, Math.max(green, blue));
        return least >= WHITE_LEAST && most - least <= WHITE_SPREAD;
    }

    /** Lightness and the two colour differences of ITU-R BT.601. */
    private static double distance(double red, double green, double blue) {
        double light = 0.299 * red + 0.587 * green + 0.114 * blue;
        return Math.hypot(light, HUE * Math.hypot(0.564 * (blue - light), 0.713 * (red - light)));
    }
}
