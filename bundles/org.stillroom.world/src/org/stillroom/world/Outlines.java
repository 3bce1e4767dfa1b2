// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The outlines of the figures about a centre, of about the same area for the same radius. */
final class Outlines {

    private static final int STAR_CORNERS = 10;

    private Outlines() {
    }

    /** @return the outline; it keeps within 1.2 radii of the centre */
    static Shape of(Figure figure, double x, double y, double radius) {
        return switch (figure) {
            case CIRCLE -> disc(x, y, radius);
            case SQUARE -> new Rectangle2D.Double(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
            case TRIANGLE -> polygon(x, y, radius, 0, -1.05, 1.1, 0.9, -1.1, 0.9);
            case STAR -> star(x, y, radius * 1.15);
            case HEART -> heart(x, y, radius);
            case CROSS -> polygon(x, y, radius, -0.36, -1.05, 0.36, -1.05, 0.36, -0.36, 1.05, -0.36, 1.05, 0.36, 0.36,
                    0.36, 0.36, 1.05, -0.36, 1.05, -0.36, 0.36, -1.05, 0.36, -1.05, -0.36, -0.36, -0.36);
            case DIAMOND -> polygon(x, y, radius, 0, -1.15, 0.9, 0, 0, 1.15, -0.9, 0);
            case RING -> ring(x, y, radius * 1.05);
        };
    }

    private static Shape disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Shape ring(double x, double y, double radius) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.append(disc(x, y, radius), false);
        path.append(disc(x, y, radius * 0.54), false);
        return path;
    }

    private static Shape star(double x, double y, double radius) {
        Path2D path = new Path2D.Double();
        for (int corner = 0; corner < STAR_CORNERS; corner++) {
            double distance = corner % 2 == 0 ? radius : radius * 0.44;
            double angle = StrictMath.PI * (2.0 * corner / STAR_CORNERS - 0.5);
            // The centre of a star's box lies above the centre of its circle: moved down so that it stands in the
            // middle.
            double px = x + distance * StrictMath.cos(angle);
            double py = y + distance * StrictMath.sin(angle) + radius * 0.08;
            if (corner == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }

    private static Shape heart(double x, double y, double r) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y + 1.0 * r);
        path.curveTo(x - 0.45 * r, y + 0.6 * r, x - 1.1 * r, y + 0.15 * r, x - 1.1 * r, y - 0.35 * r);
        path.curveTo(x - 1.1 * r, y - 1.05 * r, x - 0.25 * r, y - 1.15 * r, x, y - 0.42 * r);
        path.curveTo(x + 0.25 * r, y - 1.15 * r, x + 1.1 * r, y - 1.05 * r, x + 1.1 * r, y - 0.35 * r);
        path.curveTo(x + 1.1 * r, y + 0.15 * r, x + 0.45 * r, y + 0.6 * r, x, y + 1.0 * r);
        path.closePath();
        return path;
    }

    private static Shape polygon(double x, double y, double radius, double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(x + radius * corners[0], y + radius * corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(x + radius * corners[i], y + radius * corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}
