// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

/** How letters are drawn; captions say nothing of it. Numbers are in pixels, for letters 9 wide and 16 high. */
enum Lettering {
    LIGHT(1.5, 0, false),
    BOLD(2.8, 0, false),
    SLANTED(1.8, 1.8, false),
    SERIF(1.8, 0, true);

    private final double pen;
    private final double slant;
    private final boolean serifs;

    Lettering(double pen, double slant, boolean serifs) {
        this.pen = pen;
        this.slant = slant;
        this.serifs = serifs;
    }

    /** @return the width of the pen */
    double pen() {
        return pen;
    }

    /** @return how far the top of a letter stands to the right of its foot */
    double slant() {
        return slant;
    }

    /** @return whether upright strokes end in short bars */
    boolean serifs() {
        return serifs;
    }
}
