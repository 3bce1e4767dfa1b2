// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Node;

/** A small sign of how a node is, told from the others by its shape alone. */
enum Sign {

    NONE(false),
    WAITING(false, "2 8 3 8", "8 8 9 8", "13 8 14 8"),
    RUNNING(true, "5 3 14 8 5 13"),
    DONE(false, "3 8 7 12 13 4"),
    KEPT(false, "3 5 7 9 13 2", "3 14 13 14"),
    FAILED(false, "4 4 12 12", "12 4 4 12"),
    SKIPPED(false, "3 4 7 8 3 12", "9 4 13 8 9 12"),
    CANCELLED(true, "4 4 12 4 12 12 4 12"),
    MUTED(false, "6 2 10 2 14 6 14 10 10 14 6 14 2 10 2 6 6 2", "4 12 12 4"),
    BYPASSED(false, "2 12 3 7 8 4 12 6 13 11", "10 9 13 12 15 8"),
    ADDED(false, "8 3 8 13", "3 8 13 8"),
    REMOVED(false, "3 8 13 8"),
    CHANGED(false, "2 9 5 6 8 8 11 10 14 7"),
    RENAMED(false, "5 3 11 3", "8 3 8 13", "5 13 11 13"),
    CONFLICT(false, "3 6 13 6", "3 10 13 10", "11 2 5 14"),
    MISSING(false, "5 5 6 3 10 3 11 5 11 7 8 9 8 10", "8 13 8 14"),
    PROBLEM(false, "8 2 8 9", "8 13 8 14");

    /** Width and height that the lines are given in. */
    private static final int BOX = 16;
    private static final int LINE = 2;

    private final boolean filled;
    private final int[][] lines;

    /** @param lines each as x and y of its points in turn */
    Sign(boolean filled, String... lines) {
        this.filled = filled;
        this.lines = new int[lines.length][];
        for (int i = 0; i < lines.length; i++) {
            String[] numbers = lines[i].split(" ");
            this.lines[i] = new int[numbers.length];
            for (int k = 0; k < numbers.length; k++) {
                this.lines[i][k] = Integer.parseInt(numbers[k]);
            }
        }
    }

    /** What a node is told by: how it differs, then how its last run went, then its mode. */
    static Sign of(State state, Node.Mode mode, Difference difference) {
        return switch (difference) {
            case ADDED -> ADDED;
            case REMOVED -> REMOVED;
            case CHANGED -> CHANGED;
            case RENAMED -> RENAMED;
            case CONFLICT -> CONFLICT;
            case NONE -> switch (state) {
                case WAITING -> WAITING;
                case RUNNING -> RUNNING;
                case DONE -> DONE;
                case CACHED, RECALLED -> KEPT;
                case FAILED -> FAILED;
                case SKIPPED -> SKIPPED;
                case CANCELLED -> CANCELLED;
                case IDLE -> switch (mode) {
                    case ACTIVE -> NONE;
                    case MUTED -> MUTED;
                    case BYPASSED -> BYPASSED;
                };
            };
        };
    }

    /** Draws it in lines of a colour. */
    void paint(Graphics graphics, Rectangle area, Color color) {
        graphics.pushState();
        graphics.translate(area.x, area.y);
        graphics.scale((double) area.width / BOX);
        graphics.setForegroundColor(color);
        graphics.setBackgroundColor(color);
        graphics.setLineStyle(SWT.LINE_SOLID);
        graphics.setLineWidth(LINE);
        graphics.setLineCap(SWT.CAP_ROUND);
        graphics.setLineJoin(SWT.JOIN_ROUND);
        for (int[] line : lines) {
            if (filled) {
                graphics.fillPolygon(line);
            } else {
                graphics.drawPolyline(line);
            }
        }
        graphics.popState();
    }

    /** Draws it on a disc with an edge, so that it is seen on anything. */
    void paintOnDisc(Graphics graphics, Rectangle area, Color disc, Color color) {
        int edge = Math.max(1, area.width / 12);
        graphics.setBackgroundColor(color);
        graphics.fillOval(area.x - edge, area.y - edge, area.width + 2 * edge, area.height + 2 * edge);
        graphics.setBackgroundColor(disc);
        graphics.fillOval(area.x, area.y, area.width, area.height);
        paint(graphics, area.getCopy().shrink(area.width / 5, area.height / 5), color);
    }
}
