// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.gef.editpolicies.SelectionHandlesEditPolicy;
import org.eclipse.gef.handles.AbstractHandle;
import org.stillroom.editor.canvas.figures.PortFigure;
import org.stillroom.editor.canvas.parts.Drawn;
import org.stillroom.editor.canvas.parts.ItemPart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.PartContext;

/** Gives a selected part edges and corners to resize it by. */
final class ResizePolicy extends SelectionHandlesEditPolicy {

    private static final int[] SIDES = {PositionConstants.EAST, PositionConstants.WEST, PositionConstants.SOUTH,
        PositionConstants.NORTH};
    private static final int[] CORNERS = {PositionConstants.SOUTH_EAST, PositionConstants.SOUTH_WEST,
        PositionConstants.NORTH_EAST, PositionConstants.NORTH_WEST};

    @Override
    protected List<Object> createSelectionHandles() {
        ItemPart part = (ItemPart) getHost();
        PartContext context = part.context();
        List<Object> handles = new ArrayList<>();
        if (!context.editable()) {
            return handles;
        }
        for (int side : SIDES) {
            // the upper edge of a node is its header, which moves it
            if (!(part instanceof NodePart) || (side & PositionConstants.NORTH) == 0) {
                handles.add(new EdgeHandle(context, part, side));
            }
        }
        for (int corner : CORNERS) {
            if (!(part instanceof NodePart) || (corner & PositionConstants.NORTH) == 0) {
                handles.add(new EdgeHandle(context, part, corner));
            }
        }
        return handles;
    }

    /** An edge or a corner to take hold of. Edges are not seen, corners are small dots. */
    private static final class EdgeHandle extends AbstractHandle {

        private static final int THICK = 8;
        private static final int CORNER = 9;

        private final PartContext context;
        private final int direction;

        EdgeHandle(PartContext context, GraphicalEditPart owner, int direction) {
            this.context = context;
            this.direction = direction;
            setOwner(owner);
            setLocator(target -> locate(owner.getFigure(), target));
            setCursor(ResizeDrag.cursor(direction));
        }

        @Override
        protected DragTracker createDragTracker() {
            return new ResizeDrag(context, getOwner(), direction);
        }

        @Override
        protected void paintFigure(Graphics graphics) {
            if (corner() && bounds.width > 2) {
                HandleDot.paint(graphics, bounds, context.look().theme());
            }
        }

        /** Ports come first wherever they lie: of this part, of one inside of it or beside it, at every zoom. */
        @Override
        public boolean containsPoint(int x, int y) {
            return super.containsPoint(x, y) && !onPort(new Point(x, y));
        }

        private boolean onPort(Point place) {
            IFigure nodes = LayerManager.Helper.find(getOwner()).getLayer(LayerConstants.PRIMARY_LAYER);
            translateToAbsolute(place);
            nodes.translateToRelative(place);
            return nodes.findFigureAt(place) instanceof PortFigure;
        }

        private boolean corner() {
            return (direction & PositionConstants.EAST_WEST) != 0 && (direction & PositionConstants.NORTH_SOUTH) != 0;
        }

        private void locate(IFigure figure, IFigure target) {
            Rectangle area = Drawn.area(figure);
            figure.translateToAbsolute(area);
            target.translateToRelative(area);
            int x = (direction & PositionConstants.WEST) != 0 ? area.x
                    : (direction & PositionConstants.EAST) != 0 ? area.right() : area.x + area.width / 2;
            int y = (direction & PositionConstants.NORTH) != 0 ? area.y
                    : (direction & PositionConstants.SOUTH) != 0 ? area.bottom() : area.y + area.height / 2;
            if (corner()) {
                target.setBounds(new Rectangle(x - CORNER / 2, y - CORNER / 2, CORNER, CORNER));
            } else if ((direction & PositionConstants.EAST_WEST) != 0) {
                // the upper part of these edges is mostly ports
                target.setBounds(new Rectangle(x - THICK / 2, area.y + area.height / 2, THICK, area.height / 2));
            } else {
                target.setBounds(new Rectangle(area.x, y - THICK / 2, area.width, THICK));
            }
        }
    }
}
