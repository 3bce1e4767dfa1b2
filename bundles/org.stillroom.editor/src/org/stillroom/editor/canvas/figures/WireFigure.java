// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.AbstractRouter;
import org.eclipse.draw2d.Connection;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.PolylineConnection;
import org.eclipse.draw2d.ScaledGraphics;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.widgets.Display;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.layout.Curve;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.graph.Layout;

/** A wire: a smooth curve in the colour of what flows through it, easy to hit. */
public final class WireFigure extends PolylineConnection {

    /** How far beside the curve a click still hits it, in pixels on the screen. */
    private static final int HIT = 7;

    /** Room around the curve that is repainted with it. */
    private static final int ROOM = 12;

    /** How much wider the dots are that mark it as in conflict, in pixels at 100 %. */
    private static final int CONFLICT = 6;

    /** Of its line where the canvas is shown small, in pixels of the screen. */
    private static final double LEAST = 1.3;

    /** How a wire stands out. */
    public enum Stress { NONE, HOVERED, SELECTED, INSERT }

    private final Look look;
    private List<Point> between = List.of();
    private Curve curve;
    private String color = "";
    private Stress stress = Stress.NONE;
    private boolean inactive;
    private boolean conflict;

    public WireFigure(Look look) {
        this.look = look;
        setConnectionRouter(new CurveRouter());
        setLineWidth(ROOM);
        setOpaque(false);
    }

    /** @param points to pass through, in the coordinates of the canvas */
    public void setBetween(List<Point> points) {
        if (!between.equals(points)) {
            between = List.copyOf(points);
            revalidate();
        }
    }

    List<Point> between() {
        return between;
    }

    /** The way it takes; null until it is laid. */
    public Curve curve() {
        return curve;
    }

    /** @param hex CSS hex of the port type */
    public void setColor(String hex) {
        color = hex;
        repaint();
    }

    public void setStress(Stress stress) {
        if (this.stress != stress) {
            this.stress = stress;
            repaint();
        }
    }

    public Stress stress() {
        return stress;
    }

    /** @param conflict whether a merge left it unsettled */
    public void setConflict(boolean conflict) {
        if (this.conflict != conflict) {
            this.conflict = conflict;
            repaint();
        }
    }

    /** @param inactive whether nothing flows, as it starts or ends at a node that is muted */
    public void setInactive(boolean inactive) {
        if (this.inactive != inactive) {
            this.inactive = inactive;
            repaint();
        }
    }

    void lay(Curve way) {
        curve = way;
        setPoints(Curves.flat(way));
    }

    @Override
    public boolean containsPoint(int x, int y) {
        int reach = (int) Math.ceil(HIT / look.scale());
        if (!getBounds().getExpanded(reach, reach).contains(x, y)) {
            return false;
        }
        PointList points = getPoints();
        for (int i = 0; i + 1 < points.size(); i++) {
            if (distance(points.getPoint(i), points.getPoint(i + 1), x, y) <= reach) {
                return true;
            }
        }
        return false;
    }

    /** How far a place is from the wire, in pixels at 100 %. */
    public double distance(Point place) {
        double least = Double.MAX_VALUE;
        PointList points = getPoints();
        for (int i = 0; i + 1 < points.size(); i++) {
            least = Math.min(least, distance(points.getPoint(i), points.getPoint(i + 1), place.x, place.y));
        }
        return least;
    }

    @Override
    protected void outlineShape(Graphics graphics) {
        if (curve == null) {
            return;
        }
        graphics.setAntialias(SWT.ON);
        graphics.setLineCap(SWT.CAP_ROUND);
        graphics.setLineJoin(SWT.JOIN_ROUND);
        graphics.setAlpha(inactive ? 110 : 255);
        Color line = look.theme().visible(color);
        int width = Math.clamp(look.onScreen(LEAST), 2, ROOM);
        if (stress == Stress.SELECTED || stress == Stress.INSERT) {
            graphics.setAlpha(90);
            stroke(graphics, look.theme().accent(), width + 6);
            graphics.setAlpha(255);
            conflict(graphics, width);
            stroke(graphics, stress == Stress.INSERT ? look.theme().accent() : line, width + 1);
        } else {
            conflict(graphics, width);
            if (inactive) {
                graphics.setLineStyle(SWT.LINE_DASH);
            }
            stroke(graphics, line, stress == Stress.HOVERED ? width + 2 : width);
        }
    }

    private void conflict(Graphics graphics, int width) {
        if (conflict) {
            graphics.setLineCap(SWT.CAP_FLAT);
            graphics.setLineStyle(SWT.LINE_DOT);
            stroke(graphics, look.theme().conflict(), width + CONFLICT);
            graphics.setLineStyle(SWT.LINE_SOLID);
            graphics.setLineCap(SWT.CAP_ROUND);
        }
    }

    private void stroke(Graphics graphics, Color color, int width) {
        graphics.setForegroundColor(color);
        graphics.setLineWidth(width);
        // which scales by itself, and knows no curves
        if (!(graphics instanceof ScaledGraphics)) {
            Path path = Curves.path(curve, Display.getCurrent());
            graphics.drawPath(path);
            path.dispose();
        } else {
            graphics.drawPolyline(getPoints());
        }
    }

    private static double distance(Point a, Point b, int x, int y) {
        double dx = b.x - a.x;
        double dy = b.y - a.y;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((x - a.x) * dx + (y - a.y) * dy) / length, 0, 1);
        return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
    }

    /** Lays wires as smooth curves. */
    private static final class CurveRouter extends AbstractRouter {

        @Override
        public void route(Connection connection) {
            if (connection instanceof WireFigure wire) {
                Layout.Point from = place(wire, wire.getSourceAnchor());
                Layout.Point to = place(wire, wire.getTargetAnchor());
                Optional<Bounds> source = node(wire.getSourceAnchor());
                Optional<Bounds> target = node(wire.getTargetAnchor());
                wire.lay(wire.between().isEmpty() && source.isPresent() && target.isPresent()
                        ? Curve.around(from, source.get(), to, target.get())
                        : Curve.between(from, to, wire.between().stream().map(Curves::point).toList()));
            }
        }

        /** The node that a wire ends at; empty where the end is nowhere. */
        private static Optional<Bounds> node(ConnectionAnchor anchor) {
            return anchor instanceof PortAnchor port && port.getOwner().getParent() instanceof NodeFigure node
                    ? Optional.of(Curves.bounds(node.body())) : Optional.empty();
        }

        /** Ports and wires share coordinates; those of the screen would round places when zoomed out. */
        private static Layout.Point place(WireFigure wire, ConnectionAnchor anchor) {
            if (anchor instanceof PortAnchor port) {
                return Curves.point(port.place());
            }
            Point place = anchor.getLocation(anchor.getReferencePoint()).getCopy();
            wire.translateToRelative(place);
            return Curves.point(place);
        }
    }
}
