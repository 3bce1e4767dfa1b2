// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.handles.HandleBounds;
import org.eclipse.gef.requests.LocationRequest;
import org.stillroom.edit.Bounds;

/** Where things are drawn, in the coordinates of the canvas. */
public final class Drawn {

    private Drawn() {}

    public static Bounds bounds(GraphicalEditPart part) {
        Rectangle area = area(part.getFigure());
        return new Bounds(area.x, area.y, area.width, area.height);
    }

    /** Where a request points. */
    public static Point place(GraphicalEditPart part, LocationRequest request) {
        Point place = request.getLocation().getCopy();
        part.getFigure().translateToRelative(place);
        return place;
    }

    /** What a person takes for the figure, without room around it for shadows. */
    public static Rectangle area(IFigure figure) {
        return (figure instanceof HandleBounds body ? body.getHandleBounds() : figure.getBounds()).getCopy();
    }
}
