// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.List;
import org.eclipse.gef.editpolicies.SelectionHandlesEditPolicy;
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
}
