// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import java.util.Optional;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeType;

/**
 * A node as it is shown.
 *
 * @param title what it does, such as {@code T5 Encoder}
 * @param id as in the graph
 * @param color CSS hex of what it gives or, where it gives nothing, of what it takes
 * @param type absent for a placeholder
 * @param missing what a placeholder says is missing, or empty
 */
public record NodeView(String title, String id, String color, Optional<NodeType> type, String missing,
        Node.Mode mode, boolean collapsed, List<ParameterView> parameters) {

    public NodeView {
        parameters = List.copyOf(parameters);
    }
}
