// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Locale;

/** The eight colours of the world, chosen to lie far apart. */
public enum Colour {
    RED(220, 38, 38),
    GREEN(40, 165, 60),
    BLUE(40, 85, 220),
    YELLOW(245, 212, 35),
    ORANGE(248, 132, 15),
    PURPLE(145, 50, 185),
    BLACK(25, 25, 28),
    BROWN(122, 72, 34);

    private final int red;
    private final int green;
    private final int blue;

    Colour(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** @return red as it is drawn, before its slight variation, 0 to 255 */
    public int red() {
        return red;
    }

    /** @return green, 0 to 255 */
    public int green() {
        return green;
    }

    /** @return blue, 0 to 255 */
    public int blue() {
        return blue;
    }

    /** @return the word that captions use: {@code red} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
