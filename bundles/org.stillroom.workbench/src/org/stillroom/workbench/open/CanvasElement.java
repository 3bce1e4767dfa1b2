// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.util.Optional;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeType;

/**
 * What the workbench is told is selected on a canvas.
 *
 * @param editor that shows it
 * @param item the whole graph where nothing is selected
 */
public record CanvasElement(OpenGraph editor, CanvasItem item) {

    public CanvasContext context() {
        return editor.context();
    }

    /** The node, if it is one and is still there. */
    public Optional<Node> node() {
        return item instanceof CanvasItem.NodeItem named
                ? Optional.ofNullable(editor.document().graph().nodes().get(named.id())) : Optional.empty();
    }

    /** Its type, if it is a node whose type is installed. */
    public Optional<NodeType> type() {
        return node().flatMap(node -> context().catalog().nodeType(node.type()));
    }
}
