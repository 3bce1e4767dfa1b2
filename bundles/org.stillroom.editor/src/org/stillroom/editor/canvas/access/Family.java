// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.access;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.gef.GraphicalEditPart;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.parts.WirePart;

/** What is told of below what: as on the canvas, and a wire below the input where it ends. */
final class Family {

    private Family() {}

    static List<GraphicalEditPart> children(GraphicalEditPart part) {
        List<GraphicalEditPart> children = new ArrayList<>();
        part.getChildren().forEach(child -> children.add((GraphicalEditPart) child));
        if (part instanceof PortPart port) {
            port.getTargetConnections().forEach(wire -> children.add((GraphicalEditPart) wire));
        }
        return children;
    }

    /** @return null for what is below nothing, or below nothing any more */
    static GraphicalEditPart parent(GraphicalEditPart part) {
        return part instanceof WirePart wire ? (GraphicalEditPart) wire.getTarget()
                : (GraphicalEditPart) part.getParent();
    }
}
