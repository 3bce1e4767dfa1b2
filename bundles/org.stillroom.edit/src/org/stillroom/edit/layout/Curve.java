// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.stillroom.edit.Bounds;
import org.stillroom.graph.Layout.Point;

/**
 * The way of a wire: cubic curves that leave an output to the right, arrive at an input from the left and pass through
 * points between. In the coordinates of the canvas.
 */
public final class Curve {

    private static final double LEAST_PULL = 24;
    private static final double MOST_PULL = 160;

    /** Length of the straight pieces that stand for a curve where it is hit. */
    private static final double PIECE = 12;
    private static final int MOST_PIECES = 40;

    /** One piece: from its first point to its fourth, pulled towards the two between. */
    public record Cubic(double x0, double y0, double x1, double y1, double x2, double y2, double x3, double y3) {

        double x(double t) {
            double u = 1 - t;
            return u * u * u * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * x3;
        }

        double y(double t) {
            double u = 1 - t;
            return u * u * u * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * y3;
        }

        double length() {
            return Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x1, y2 - y1) + Math.hypot(x3 - x2, y3 - y2);
        }
    }

    /** How far a wire that runs backwards swings out beside its nodes, and how far from them it stays. */
    private static final double LEAST_SWING = 36;
    private static final double MOST_SWING = 90;
    private static final int CLEAR = 28;

    private final List<Cubic> cubics;
    private final boolean free;
    private final int[] flat;
    private final Bounds bounds;

    /** @param free whether it passes through no given points */
    private Curve(List<Cubic> cubics, boolean free) {
        this.cubics = List.copyOf(cubics);
        this.free = free;
        this.flat = flat(cubics);
        this.bounds = bounds(flat);
    }

    /**
     * @param from centre of the output
     * @param to centre of the input
     * @param between points to pass through, in order
     */
    public static Curve between(Point from, Point to, List<Point> between) {
        List<Point> points = new ArrayList<>();
        points.add(from);
        points.addAll(between);
        points.add(to);
        List<Cubic> cubics = new ArrayList<>();
        for (int i = 0; i + 1 < points.size(); i++) {
            double[] start = tangent(points, i);
            double[] end = tangent(points, i + 1);
            Point a = points.get(i);
            Point b = points.get(i + 1);
            double pull = pull(a, b, points.size() == 2);
            cubics.add(new Cubic(a.x(), a.y(), a.x() + start[0] * pull, a.y() + start[1] * pull,
                    b.x() - end[0] * pull, b.y() - end[1] * pull, b.x(), b.y()));
        }
        return new Curve(cubics, between.isEmpty());
    }

    /**
     * A wire without points between, which runs around its nodes where it runs backwards: between them where one is
     * well above the other, and else below or above both, whichever is nearer.
     *
     * @param from centre of the output
     * @param source the node of the output
     * @param to centre of the input
     * @param target the node of the input
     */
    public static Curve around(Point from, Bounds source, Point to, Bounds target) {
        if (to.x() >= from.x()) {
            return between(from, to, List.of());
        }
        int level = level(from, source, to, target);
        double out = Math.clamp(Math.abs(level - from.y()) * 0.5, LEAST_SWING, MOST_SWING);
        double in = Math.clamp(Math.abs(level - to.y()) * 0.5, LEAST_SWING, MOST_SWING);
        double third = (from.x() - to.x()) / 3.0;
        return new Curve(List.of(
                new Cubic(from.x(), from.y(), from.x() + out, from.y(), from.x() + out, level, from.x(), level),
                new Cubic(from.x(), level, from.x() - third, level, to.x() + third, level, to.x(), level),
                new Cubic(to.x(), level, to.x() - in, level, to.x() - in, to.y(), to.x(), to.y())), true);
    }

    private static int level(Point from, Bounds source, Point to, Bounds target) {
        if (target.y() - source.bottom() >= CLEAR) {
            return (source.bottom() + target.y()) / 2;
        }
        if (source.y() - target.bottom() >= CLEAR) {
            return (target.bottom() + source.y()) / 2;
        }
        int below = Math.max(source.bottom(), target.bottom()) + CLEAR;
        int above = Math.min(source.y(), target.y()) - CLEAR;
        return 2 * below - from.y() - to.y() <= from.y() + to.y() - 2 * above ? below : above;
    }

    /** Its pieces, from the output to the input. */
    public List<Cubic> cubics() {
        return cubics;
    }

    /** The curve as straight pieces, rounded to whole pixels: x and y of each point in turn. */
    public int[] flat() {
        return flat.clone();
    }

    /** Whether it runs through a rectangle. */
    public boolean crosses(Bounds area) {
        if (!area.meets(bounds)) {
            return false;
        }
        for (int i = 0; i + 3 < flat.length; i += 2) {
            if (area.isCrossed(flat[i], flat[i + 1], flat[i + 2], flat[i + 3])) {
                return true;
            }
        }
        return false;
    }

    /** Which of the pieces between given points is nearest to a place: where a new point would go. */
    public int nearestPiece(Point place) {
        if (free) {
            return 0;
        }
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int piece = 0; piece < cubics.size(); piece++) {
            for (double t = 0; t <= 1; t += 0.05) {
                double away = Math.hypot(cubics.get(piece).x(t) - place.x(), cubics.get(piece).y(t) - place.y());
                if (away < least) {
                    least = away;
                    nearest = piece;
                }
            }
        }
        return nearest;
    }

    private static int[] flat(List<Cubic> cubics) {
        IntStream.Builder flat = IntStream.builder();
        for (int piece = 0; piece < cubics.size(); piece++) {
            Cubic cubic = cubics.get(piece);
            int pieces = (int) Math.clamp(cubic.length() / PIECE, 4, MOST_PIECES);
            for (int i = piece == 0 ? 0 : 1; i <= pieces; i++) {
                double t = (double) i / pieces;
                flat.add((int) Math.round(cubic.x(t))).add((int) Math.round(cubic.y(t)));
            }
        }
        return flat.build().toArray();
    }

    private static Bounds bounds(int[] flat) {
        int left = flat[0];
        int top = flat[1];
        int right = left;
        int bottom = top;
        for (int i = 2; i < flat.length; i += 2) {
            left = Math.min(left, flat[i]);
            right = Math.max(right, flat[i]);
            top = Math.min(top, flat[i + 1]);
            bottom = Math.max(bottom, flat[i + 1]);
        }
        return new Bounds(left, top, right - left + 1, bottom - top + 1);
    }

    /** Direction of the curve at a point, of length 1: to the right at both ends, along its neighbours between. */
    private static double[] tangent(List<Point> points, int index) {
        if (index == 0 || index == points.size() - 1) {
            return new double[] {1, 0};
        }
        double dx = points.get(index + 1).x() - points.get(index - 1).x();
        double dy = points.get(index + 1).y() - points.get(index - 1).y();
        double length = Math.hypot(dx, dy);
        return length < 1 ? new double[] {1, 0} : new double[] {dx / length, dy / length};
    }

    private static double pull(Point a, Point b, boolean straight) {
        double distance = Math.hypot(b.x() - a.x(), b.y() - a.y());
        if (!straight) {
            return Math.min(distance / 3, MOST_PULL);
        }
        double across = Math.abs(b.x() - a.x()) * 0.5;
        // a wire that runs backwards swings out further, so that it is seen to leave to the right
        double swing = b.x() >= a.x() ? Math.min(distance / 3, 60) : distance * 0.4;
        double wanted = Math.max(across, swing);
        return Math.clamp(wanted, Math.min(LEAST_PULL, distance), Math.max(MOST_PULL, across));
    }
}
