// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartFactory;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.edit.CanvasItem.Whole;
import org.stillroom.edit.CanvasItem.WireItem;

/** Makes the part that shows an item. */
public final class PartFactory implements EditPartFactory {

    private final PartContext context;

    public PartFactory(PartContext context) {
        this.context = context;
    }

    @Override
    public EditPart createEditPart(EditPart parent, Object model) {
        return switch ((CanvasItem) model) {
            case Whole whole -> new GraphPart(context, whole);
            case NodeItem node -> new NodePart(context, node);
            case PortItem port -> new PortPart(context, port);
            case WireItem wire -> new WirePart(context, wire);
            case RerouteItem reroute -> new ReroutePart(context, reroute);
            case FrameItem frame -> new FramePart(context, frame);
            case NoteItem note -> new NotePart(context, note);
        };
    }
}
