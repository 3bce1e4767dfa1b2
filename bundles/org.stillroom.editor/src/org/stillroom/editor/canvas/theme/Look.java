// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.theme;

import org.eclipse.swt.graphics.Device;

/** What all figures of one canvas share for painting themselves. Dispose with the canvas. */
public final class Look {

    /** Below this scale texts are too small to read and are left out. */
    private static final double READABLE = 0.4;

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
        return scale >= READABLE;
    }

    public void dispose() {
        fonts.dispose();
        icons.dispose();
    }
}
