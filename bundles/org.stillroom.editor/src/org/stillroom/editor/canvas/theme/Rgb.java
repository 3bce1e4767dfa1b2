// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.theme;

/**
 * A colour as three numbers from 0 to 255, for calculating with.
 *
 * @param red from 0 to 255
 * @param green from 0 to 255
 * @param blue from 0 to 255
 */
record Rgb(int red, int green, int blue) {

    private static final int STEPS = 20;

    /** @return grey where the text is not {@code #rrggbb} */
    static Rgb parse(String hex) {
        if (!hex.matches("#[0-9a-fA-F]{6}")) {
            return new Rgb(128, 132, 140);
        }
        int value = Integer.parseInt(hex.substring(1), 16);
        return new Rgb(value >> 16, value >> 8 & 0xFF, value & 0xFF);
    }

    String hex() {
        return String.format("#%02x%02x%02x", red, green, blue);
    }

    /** This colour with some of another in it, {@code share} from 0 to 1. */
    Rgb mixed(Rgb other, double share) {
        return new Rgb(mix(red, other.red, share), mix(green, other.green, share), mix(blue, other.blue, share));
    }

    /** Relative luminance after WCAG 2.1, from 0 for black to 1 for white. */
    double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    /** Contrast ratio after WCAG 2.1, from 1 to 21. */
    double contrast(Rgb other) {
        double a = luminance();
        double b = other.luminance();
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** This colour, lightened or darkened no more than is needed to be told from the background. */
    Rgb against(Rgb background, double contrast) {
        Rgb end = background.luminance() < 0.2 ? new Rgb(255, 255, 255) : new Rgb(0, 0, 0);
        Rgb found = this;
        for (int step = 1; step <= STEPS && found.contrast(background) < contrast; step++) {
            found = mixed(end, (double) step / STEPS);
        }
        return found;
    }

    private static int mix(int a, int b, double share) {
        return (int) Math.round(a + (b - a) * share);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
