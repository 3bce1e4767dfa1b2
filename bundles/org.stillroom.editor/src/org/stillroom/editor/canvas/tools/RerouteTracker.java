// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.swt.SWT;
import org.stillroom.edit.Edit;
import org.stillroom.edit.WireEdits;
import org.stillroom.editor.canvas.figures.DotGrid;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.ReroutePart;
import org.stillroom.editor.canvas.parts.WirePart;
import org.stillroom.graph.Layout;

/** Drags a point of a wire; a drag from anywhere else on a wire makes a new point there. */
final class RerouteTracker extends CanvasTracker {

    private final GraphicalEditPart source;
    private final WirePart wire;
    private int index;
    private boolean added;
    private List<Point> points;

    RerouteTracker(PartContext context, WirePart wire) {
        super(context);
        this.source = wire;
        this.wire = wire;
        this.index = -1;
    }

    RerouteTracker(PartContext context, ReroutePart point) {
        super(context);
        this.source = point;
        this.wire = (WirePart) point.getParent();
        this.index = point.reroute().index();
    }

    /** Adds a point where a wire was double-clicked. */
    static void add(PartContext context, WirePart wire, Point inControl) {
        Point place = CanvasTracker.onCanvas(wire.getViewer(), inControl);
        Layout.Point at = new Layout.Point(place.x, place.y);
        context.execute(WireEdits.addReroute(wire.item().to(), wire.getFigure().curve().nearestPiece(at), at));
    }

    @Override
    protected boolean handleButtonDown(int button) {
        if (button == 1 || button == 3 && source.getSelected() == EditPart.SELECTED_NONE) {
            if (getCurrentInput().isShiftKeyDown() || getCurrentInput().isModKeyDown(SWT.MOD1)) {
                getCurrentViewer().appendSelection(source);
            } else {
                getCurrentViewer().select(source);
            }
        }
        return super.handleButtonDown(button);
    }

    @Override
    protected boolean handleDoubleClick(int button) {
        if (button == 1 && source == wire && context().editable()) {
            add(context(), wire, getLocation());
        }
        return true;
    }

    @Override
    void begun() {
        if (!context().editable()) {
            return;
        }
        points = new ArrayList<>(wire.between());
        if (index < 0) {
            added = true;
            index = wire.getFigure().curve().nearestPiece(new Layout.Point(start().x, start().y));
            points.add(index, start());
        }
    }

    @Override
    void dragged() {
        if (points != null) {
            points.set(index, snapped(place()));
            wire.getFigure().setBetween(points);
            if (source instanceof ReroutePart point) {
                point.getFigure().show(points.get(index), context().portColor(wire.item().from(), false));
            }
        }
    }

    @Override
    void dropped() {
        if (points == null) {
            return;
        }
        Layout.Point at = new Layout.Point(points.get(index).x, points.get(index).y);
        points = null;
        Edit edit = added ? WireEdits.addReroute(wire.item().to(), index, at)
                : WireEdits.moveReroute(wire.item().to(), index, at);
        context().execute(edit);
    }

    @Override
    void cleanUp() {
        if (points != null) {
            points = null;
            wire.refresh();
        }
    }

    private Point snapped(Point place) {
        if (!context().snapping().grid() || getCurrentInput().isAltKeyDown()) {
            return place;
        }
        int step = DotGrid.SPACING / 2;
        return new Point(Math.round((float) place.x / step) * step, Math.round((float) place.y / step) * step);
    }
}
