// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.theme;

import org.eclipse.swt.graphics.Device;

/** What all figures of one canvas share for painting themselves. Dispose with the canvas. */
public final class Look {

    /** Below these scales texts are too small to read, and then titles that are written larger. */
    private static final double READABLE = 0.45;
    private static final double TITLES_READABLE = 0.22;
    private static final double HEADLINES = 0.7;

    private final Fonts fonts;
    private final Icons icons;
    private Theme theme;
    private double scale = 1;

    public Look(Device device, Theme theme, Icons icons) {
        this.fonts = new Fonts(device);
        this.theme = theme;
        this.icons = icons;
    }

    public Theme theme() {
        return theme;
    }

    public void setTheme(Theme theme) {
        this.theme = theme;
    }

    public Fonts fonts() {
        return fonts;
    }

    public Icons icons() {
        return icons;
    }

    /** The scale at which the canvas's texts are as large as those of other windows. */
    public double natural() {
        return fonts.density();
    }

    /** How large the canvas is shown; 1 for 100 %. */
    public double scale() {
        return scale;
    }

    public void setScale(double scale) {
        this.scale = scale;
    }

    /** Whether texts are large enough to be painted at the present scale. */
    public boolean readable() {
        return scale >= READABLE * natural();
    }

    /** Whether titles of nodes are so where they are written over the node in a larger font. */
    public boolean titlesReadable() {
        return scale >= TITLES_READABLE * natural();
    }

    /** Whether a title is to have the room of the name below it, as both would be small. */
    public boolean headlines() {
        return scale < HEADLINES * natural();
    }

    /** Pixels at 100 % that are as many on the screen at the present scale, where it is smaller; at least 1. */
    public int onScreen(double pixels) {
        return (int) Math.max(1, Math.round(pixels / Math.min(1, scale)));
    }

    public void dispose() {
        fonts.dispose();
        icons.dispose();
    }
}
