// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.stillroom.editor.canvas.context.Snapping;
import org.stillroom.editor.canvas.figures.DotGrid;

/** Aligns what is moved with its neighbours, or else with the grid. */
final class Snap {

    private static final int THRESHOLD = 6;

    /**
     * Where to put what is moved.
     *
     * @param dx from where it was
     * @param dy from where it was
     * @param guides lines to show, in the coordinates of the canvas
     */
    record Result(int dx, int dy, List<Rectangle> guides) {}

    private final Snapping snapping;
    private final Rectangle moved;
    private final List<Rectangle> neighbours;
    private final double scale;

    /**
     * @param moved where it was
     * @param neighbours what it may be aligned with
     */
    Snap(Snapping snapping, Rectangle moved, List<Rectangle> neighbours, double scale) {
        this.snapping = snapping;
        this.moved = moved;
        this.neighbours = neighbours;
        this.scale = scale;
    }

    Result by(int dx, int dy) {
        Rectangle free = moved.getCopy().translate(dx, dy);
        int x = dx + correction(free, true);
        int y = dy + correction(free, false);
        return new Result(x, y, guides(moved.getCopy().translate(x, y)));
    }

    private int correction(Rectangle free, boolean across) {
        int reach = (int) Math.max(2, Math.round(THRESHOLD / scale));
        int best = Integer.MAX_VALUE;
        if (snapping.neighbours()) {
            for (Rectangle neighbour : neighbours) {
                for (int i = 0; i < 3; i++) {
                    int away = line(neighbour, i, across) - line(free, i, across);
                    best = Math.abs(away) < Math.abs((long) best) ? away : best;
                }
            }
        }
        if (Math.abs((long) best) <= reach) {
            return best;
        }
        int at = across ? free.x : free.y;
        return snapping.grid() ? Math.round((float) at / DotGrid.SPACING) * DotGrid.SPACING - at : 0;
    }

    private List<Rectangle> guides(Rectangle placed) {
        List<Rectangle> guides = new ArrayList<>();
        if (!snapping.neighbours()) {
            return guides;
        }
        for (Rectangle neighbour : neighbours) {
            Rectangle both = placed.getUnion(neighbour);
            for (int i = 0; i < 3; i++) {
                if (line(neighbour, i, true) == line(placed, i, true)) {
                    guides.add(new Rectangle(line(placed, i, true), both.y, 1, both.height));
                }
                if (line(neighbour, i, false) == line(placed, i, false)) {
                    guides.add(new Rectangle(both.x, line(placed, i, false), both.width, 1));
                }
            }
        }
        return guides;
    }

    /** The edges and the middle. */
    private static int line(Rectangle area, int which, boolean across) {
        Point center = area.getCenter();
        return switch (which) {
            case 0 -> across ? area.x : area.y;
            case 1 -> across ? center.x : center.y;
            default -> across ? area.right() : area.bottom();
        };
    }
}
