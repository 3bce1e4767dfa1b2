// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.CanvasItem;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.workbench.open.CanvasElement;

/** The title of the sheet: what is selected. */
public final class SheetTitle extends LabelProvider {

    @Override
    public String getText(Object selection) {
        if (!(selection instanceof IStructuredSelection selected)
                || !(selected.getFirstElement() instanceof CanvasElement first)) {
            return "";
        }
        if (selected.size() > 1) {
            return NLS.bind(Messages.selected, selected.size());
        }
        return switch (first.item()) {
            case CanvasItem.NodeItem node -> NLS.bind(Messages.typeAndId,
                    first.type().map(NodeType::label).orElse(Messages.missingNode), node.id());
            case CanvasItem.FrameItem frame -> Messages.frame;
            case CanvasItem.NoteItem note -> Messages.note;
            case CanvasItem.WireItem wire -> NLS.bind(Messages.wire, wire.from(), wire.to());
            case CanvasItem.PortItem port -> port.port().toString();
            case CanvasItem.RerouteItem point -> Messages.reroute;
            case CanvasItem.Whole whole -> first.editor().name();
        };
    }
}
