// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.List;
import org.eclipse.draw2d.Cursors;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.editpolicies.SelectionHandlesEditPolicy;
import org.eclipse.gef.handles.AbstractHandle;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.WirePart;

/** Gives a selected wire two ends to drag to other ports. */
final class WireEndPolicy extends SelectionHandlesEditPolicy {

    @Override
    protected List<Object> createSelectionHandles() {
        WirePart wire = (WirePart) getHost();
        PartContext context = wire.context();
        return context.editable()
                ? List.of(new WireEndHandle(context, wire, false), new WireEndHandle(context, wire, true)) : List.of();
    }

    /** An end of a wire to take hold of. */
    private static final class WireEndHandle extends AbstractHandle {

        private static final int SIZE = 13;

        private final PartContext context;
        private final WirePart wire;
        private final boolean end;

        /** @param end whether it is the wire's end, not its start */
        WireEndHandle(PartContext context, WirePart wire, boolean end) {
            this.context = context;
            this.wire = wire;
            this.end = end;
            setOwner(wire);
            setLocator(this::locate);
            setCursor(Cursors.HAND);
        }

        @Override
        protected DragTracker createDragTracker() {
            return WireTracker.move(context, wire.item(), end);
        }

        @Override
        protected void paintFigure(Graphics graphics) {
            HandleDot.paint(graphics, bounds, context.look().theme());
        }

        private void locate(IFigure target) {
            PointList points = wire.getFigure().getPoints();
            if (points.size() == 0) {
                return;
            }
            Point place = end ? points.getLastPoint().getCopy() : points.getFirstPoint().getCopy();
            wire.getFigure().translateToAbsolute(place);
            target.translateToRelative(place);
            target.setBounds(new Rectangle(place.x - SIZE / 2, place.y - SIZE / 2, SIZE, SIZE));
        }
    }
}
