// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.gef.editpolicies.SelectionHandlesEditPolicy;
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
}
