// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.LayoutChange;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.Node;

/**
 * How the nodes of two graphs are marked on their canvases. Movement marks nothing.
 *
 * @param before by the ids that nodes have in the earlier graph
 * @param after by the ids that nodes have in the later graph
 */
record DifferenceMarks(Map<String, Difference> before, Map<String, Difference> after) {

    DifferenceMarks {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    static DifferenceMarks of(Branch branch) {
        return new Maker(branch).marks(branch.changes());
    }

    private static final class Maker {

        private final Graph earlier;
        private final Graph later;
        private final NodeNames names;
        private final Map<String, Difference> before = new HashMap<>();
        private final Map<String, Difference> after = new HashMap<>();

        Maker(Branch branch) {
            this.earlier = branch.ancestor();
            this.later = branch.version();
            this.names = branch.names();
        }

        DifferenceMarks marks(List<Change> changes) {
            changes.forEach(this::mark);
            return new DifferenceMarks(before, after);
        }

        private void mark(Change change) {
            switch (change) {
                case LogicChange.NodeAdded added -> after.put(added.node().id(), Difference.ADDED);
                case LogicChange.NodeRemoved removed -> before.put(removed.node().id(), Difference.REMOVED);
                case LogicChange.NodeRenamed renamed -> {
                    before.put(renamed.before(), Difference.RENAMED);
                    after.put(renamed.after(), Difference.RENAMED);
                }
                case LogicChange.TypeChanged type -> changed(type.node());
                case LogicChange.ModeChanged mode -> changed(mode.node());
                case LogicChange.ParameterChanged parameter -> changed(parameter.node());
                case LogicChange.PropertyChanged property -> changed(property.node());
                case LogicChange.WireAdded wire -> changed(wire.wire().to().node());
                case LogicChange.WireRemoved wire -> changed(wire.wire().to().node());
                case LogicChange.WireChanged wire -> changed(wire.to().node());
                case LogicChange.ModelPinChanged pin -> users(pin.model());
                case LogicChange.ProviderChanged provider -> later.nodes().values().stream()
                        .filter(node -> node.type().equals(provider.type())).map(Node::id).forEach(this::changed);
                case LayoutChange movement -> { }
            }
        }

        /** A node that is only in one of the graphs says so, whatever else there is to say. */
        private void changed(String node) {
            if (later.nodes().containsKey(node) && after.get(node) != Difference.ADDED
                    && earlier.nodes().containsKey(names.earlier(node))) {
                after.put(node, Difference.CHANGED);
                before.put(names.earlier(node), Difference.CHANGED);
            }
        }

        private void users(String model) {
            for (Node node : later.nodes().values()) {
                if (node.parameters().values().stream().filter(JsonNode::isTextual).map(JsonNode::textValue)
                        .anyMatch(model::equals)) {
                    changed(node.id());
                }
            }
        }
    }
}
