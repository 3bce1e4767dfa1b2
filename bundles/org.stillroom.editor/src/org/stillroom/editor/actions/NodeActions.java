// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.Set;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;

/** Changes the selected nodes. */
final class NodeActions {

    private final ActionTable actions;

    private NodeActions(ActionTable actions) {
        this.actions = actions;
    }

    static void addTo(ActionTable actions) {
        NodeActions node = new NodeActions(actions);
        actions.addEdit(CanvasCommand.MUTE, node::hasNodes, () -> node.mode(Node.Mode.MUTED));
        actions.addEdit(CanvasCommand.BYPASS, node::hasNodes, () -> node.mode(Node.Mode.BYPASSED));
        actions.addEdit(CanvasCommand.COLLAPSE, node::hasNodes, node::collapse);
        actions.addEdit(CanvasCommand.RENAME, () -> actions.picked().onlyBox().isPresent(),
                () -> actions.picked().onlyBox().ifPresent(actions.canvas()::startRename));
    }

    private boolean hasNodes() {
        return !actions.picked().nodes().isEmpty();
    }

    private void mode(Node.Mode mode) {
        actions.context().execute(NodeEdits.mode(actions.picked().nodes(), mode));
    }

    private void collapse() {
        Set<String> nodes = actions.picked().nodes();
        Layout layout = actions.graph().layout();
        boolean all = nodes.stream().allMatch(id -> layout.nodes().containsKey(id)
                && layout.nodes().get(id).collapsed());
        actions.context().execute(LayoutEdits.collapse(nodes, !all));
    }
}
