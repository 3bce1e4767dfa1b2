// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.AbstractRouter;
import org.eclipse.draw2d.Connection;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.geometry.Point;
import org.stillroom.edit.layout.Curve;
import org.stillroom.graph.Layout;

/** Lays wires as smooth curves. */
final class CurveRouter extends AbstractRouter {

    @Override
    public void route(Connection connection) {
        if (connection instanceof WireFigure wire) {
            wire.lay(Curve.between(place(wire, wire.getSourceAnchor()), place(wire, wire.getTargetAnchor()),
                    wire.between().stream().map(Curves::point).toList()));
        }
    }

    /** Ports and wires share coordinates; going by way of screen coordinates would round to them when zoomed out. */
    private static Layout.Point place(WireFigure wire, ConnectionAnchor anchor) {
        if (anchor instanceof PortAnchor port) {
            return Curves.point(port.place());
        }
        Point place = anchor.getLocation(anchor.getReferencePoint()).getCopy();
        wire.translateToRelative(place);
        return Curves.point(place);
    }
}
