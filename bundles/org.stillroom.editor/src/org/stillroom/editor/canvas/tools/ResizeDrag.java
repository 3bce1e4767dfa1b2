// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import org.eclipse.draw2d.Cursors;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.swt.graphics.Cursor;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.figures.DotGrid;
import org.stillroom.editor.canvas.figures.NodeFigure;
import org.stillroom.editor.canvas.parts.Described;
import org.stillroom.editor.canvas.parts.Drawn;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.graph.Layout.Place;

/** Drags an edge or a corner of a node, frame or note. Alt resizes freely, without snapping to the grid. */
final class ResizeDrag extends CanvasTracker {

    private static final int LEAST = 60;

    private final GraphicalEditPart part;
    private final int direction;
    private Rectangle before;
    private Rectangle now;

    /** @param direction of {@link PositionConstants} */
    ResizeDrag(PartContext context, GraphicalEditPart part, int direction) {
        super(context);
        this.part = part;
        this.direction = direction;
        setDefaultCursor(cursor(direction));
    }

    /** What the pointer looks like over such an edge. */
    static Cursor cursor(int direction) {
        return Cursors.getDirectionalCursor(direction);
    }

    @Override
    void begun() {
        before = Drawn.area(part.getFigure());
        now = before.getCopy();
    }

    @Override
    void dragged() {
        if (before == null) {
            return;
        }
        Point to = place();
        int left = before.x;
        int top = before.y;
        int right = before.right();
        int bottom = before.bottom();
        if ((direction & PositionConstants.WEST) != 0) {
            left = Math.min(snapped(left + to.x - start().x), right - LEAST);
        }
        if ((direction & PositionConstants.EAST) != 0) {
            right = Math.max(snapped(right + to.x - start().x), left + LEAST);
        }
        if ((direction & PositionConstants.NORTH) != 0) {
            top = Math.min(snapped(top + to.y - start().y), bottom - LEAST);
        }
        if ((direction & PositionConstants.SOUTH) != 0) {
            bottom = Math.max(snapped(bottom + to.y - start().y), top + LEAST);
        }
        show(new Rectangle(left, top, right - left, bottom - top));
    }

    @Override
    void dropped() {
        if (before != null) {
            Rectangle to = now;
            before = null;
            Dimension size = wanted(to);
            context().execute(LayoutEdits.resize(((Described) part).item(), to.x, to.y, size.width, size.height));
        }
    }

    @Override
    void cleanUp() {
        if (before != null) {
            before = null;
            part.refresh();
        }
    }

    private void show(Rectangle to) {
        if (part.getFigure() instanceof NodeFigure node) {
            node.place(to.x, to.y, wanted(to));
            Rectangle least = node.body();
            if ((direction & PositionConstants.WEST) != 0 && least.width > to.width) {
                node.place(to.right() - least.width, to.y, wanted(to));
            }
            now = node.body();
        } else {
            part.getFigure().setBounds(to);
            now = to;
        }
    }

    /** A node keeps to its natural width or height as long as only the other is dragged. */
    private Dimension wanted(Rectangle to) {
        if (!(part instanceof NodePart node)) {
            return to.getSize();
        }
        Place place = context().graph().layout().nodes().get(node.id());
        boolean across = (direction & PositionConstants.EAST_WEST) != 0;
        boolean along = (direction & PositionConstants.NORTH_SOUTH) != 0;
        return new Dimension(across ? to.width : place == null ? 0 : place.width(),
                along ? to.height : place == null ? 0 : place.height());
    }

    private int snapped(int at) {
        int step = DotGrid.SPACING / 2;
        return context().snapping().grid() && !getCurrentInput().isAltKeyDown()
                ? Math.round((float) at / step) * step : at;
    }
}
