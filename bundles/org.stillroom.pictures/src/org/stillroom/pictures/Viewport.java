// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

/**
 * Where a picture lies on the screen: a point of the picture times the scale plus the offset is a point of the screen.
 *
 * @param scale screen pixels for each of the picture's
 * @param x of the picture's left edge on the screen
 * @param y of its upper edge
 */
public record Viewport(double scale, double x, double y) {

    /** The scales that a person can choose. */
    public static final double SMALLEST = 1.0 / 128;
    public static final double LARGEST = 64;

    /** Pixels of a picture that stay in sight, whatever way it is dragged. */
    private static final int IN_SIGHT = 32;

    /** The whole picture as large as it can be, in the middle. */
    public static Viewport fit(int width, int height, int screenWidth, int screenHeight) {
        double scale = Math.min((double) screenWidth / width, (double) screenHeight / height);
        return centred(scale, width, height, screenWidth, screenHeight);
    }

    /** The picture's middle in the screen's. */
    public static Viewport centred(double scale, int width, int height, int screenWidth, int screenHeight) {
        double limited = limited(scale);
        return new Viewport(limited, (screenWidth - width * limited) / 2, (screenHeight - height * limited) / 2);
    }

    /** Another scale, with the same point of the picture under a point of the screen. */
    public Viewport scaledTo(double newScale, double screenX, double screenY) {
        double limited = limited(newScale);
        double factor = limited / scale;
        return new Viewport(limited, screenX - (screenX - x) * factor, screenY - (screenY - y) * factor);
    }

    public Viewport movedBy(double dx, double dy) {
        return new Viewport(scale, x + dx, y + dy);
    }

    /** This place, or the nearest where the picture does not leave the screen altogether. */
    public Viewport inSight(int width, int height, int screenWidth, int screenHeight) {
        return new Viewport(scale, inSight(x, width * scale, screenWidth), inSight(y, height * scale, screenHeight));
    }

    private static double limited(double scale) {
        return Math.max(SMALLEST, Math.min(LARGEST, scale));
    }

    private static double inSight(double start, double length, int screen) {
        double least = Math.min(IN_SIGHT, Math.min(length, screen));
        return Math.max(least - length, Math.min(screen - least, start));
    }

    /** The picture's x at a place on the screen; may lie outside the picture. */
    public double pictureX(double screenX) {
        return (screenX - x) / scale;
    }

    /** The picture's y at a place on the screen; may lie outside the picture. */
    public double pictureY(double screenY) {
        return (screenY - y) / scale;
    }
}
