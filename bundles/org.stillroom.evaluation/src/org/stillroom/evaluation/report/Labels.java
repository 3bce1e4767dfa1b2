// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds places for the names of points in a plot, so that none lies on another or on a point. */
final class Labels {

    /** Of the plot's letters, about. */
    private static final double LETTER = 5.8;
    private static final double HEIGHT = 11;
    private static final double GAP = 7;
    /** How far up or down a name may be from its point. */
    private static final double[] SHIFTS = {4, -7, 16, -18, 27};
    /** Where a name is: 1 to the right of its point, 0.5 over it, 0 to the left of it. */
    private static final double[] SIDES = {1, 0.5, 0};

    private final Rectangle2D area;
    private final List<Rectangle2D> taken = new ArrayList<>();
    private final List<Line2D> lines = new ArrayList<>();

    /** @param points that are drawn, in the area */
    Labels(Rectangle2D area, List<Point2D> points) {
        this.area = area;
        points.forEach(point -> taken.add(new Rectangle2D.Double(point.getX() - 5, point.getY() - 5, 10, 10)));
    }

    /** Says that a line is drawn, which names cross only if there is no other place. */
    void avoid(Point2D from, Point2D to) {
        lines.add(new Line2D.Double(from, to));
    }

    /** The left end of the base line; empty if there is no room for the name. */
    Optional<Point2D> place(Point2D point, String name) {
        return place(point, name, true).or(() -> place(point, name, false));
    }

    private Optional<Point2D> place(Point2D point, String name, boolean offLines) {
        double width = LETTER * name.length();
        for (double shift : SHIFTS) {
            for (double share : SIDES) {
                double left = point.getX() - GAP + share * (2 * GAP + width) - width;
                Rectangle2D box = new Rectangle2D.Double(left, point.getY() + shift - HEIGHT + 2, width, HEIGHT);
                if (area.contains(box) && taken.stream().noneMatch(box::intersects)
                        && !(offLines && lines.stream().anyMatch(box::intersectsLine))) {
                    taken.add(box);
                    return Optional.of(new Point2D.Double(left, point.getY() + shift));
                }
            }
        }
        return Optional.empty();
    }
}
