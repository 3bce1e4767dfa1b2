// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.access;

import java.util.stream.Collectors;
import org.eclipse.swt.accessibility.ACC;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Node;

/** How a node is, in the words that assistive programs have for it: busy, invalid, disabled. */
final class NodeState {

    private NodeState() {}

    /** @return any of {@link ACC}'s {@code STATE_BUSY}, {@code STATE_INVALID_ENTRY}, {@code STATE_DISABLED} */
    static int of(NodePart part) {
        Overlay overlay = part.context().canvas().overlay();
        NodeStatus.State run = overlay.status(part.id()).state();
        Node node = part.node();
        int state = run == NodeStatus.State.RUNNING ? ACC.STATE_BUSY : ACC.STATE_NORMAL;
        if (run == NodeStatus.State.FAILED || !overlay.problems(part.id()).isEmpty()) {
            state |= ACC.STATE_INVALID_ENTRY;
        }
        if (node != null && node.mode() != Node.Mode.ACTIVE) {
            state |= ACC.STATE_DISABLED;
        }
        return state;
    }

    /** The parameters that the node shows, such as {@code Steps: 20, Guidance: 3.5}. */
    static String parameters(NodePart part) {
        return part.getFigure().view().parameters().stream()
                .map(shown -> shown.parameter().label() + ": " + shown.value()).collect(Collectors.joining(", "));
    }
}
