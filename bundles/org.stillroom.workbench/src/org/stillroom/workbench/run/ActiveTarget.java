// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.workbench.open.RunTarget;

/** What a command is meant for. */
final class ActiveTarget {

    private ActiveTarget() {}

    /** The graph of the active editor; empty if it shows none. */
    static Optional<RunTarget> of(ExecutionEvent event) {
        return Optional.ofNullable(Adapters.adapt(HandlerUtil.getActiveEditor(event), RunTarget.class));
    }

    /** Ids of the nodes that are selected in the active editor, or of which a port is. */
    static Set<String> selectedNodes(ExecutionEvent event) {
        Set<String> nodes = new LinkedHashSet<>();
        GraphCanvas canvas = Adapters.adapt(HandlerUtil.getActiveEditor(event), GraphCanvas.class);
        if (canvas != null) {
            for (CanvasItem item : canvas.selection()) {
                if (item instanceof CanvasItem.NodeItem node) {
                    nodes.add(node.id());
                } else if (item instanceof CanvasItem.PortItem port) {
                    nodes.add(port.port().node());
                }
            }
        }
        return nodes;
    }
}
