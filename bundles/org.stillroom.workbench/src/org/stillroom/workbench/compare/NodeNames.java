// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.Change;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.PortRef;

/** What nodes are called in the earlier and in the later of two graphs. */
final class NodeNames {

    private final Map<String, String> earlier = new HashMap<>();
    private final Map<String, String> later = new HashMap<>();

    /** @param changes that lead from the earlier graph to the later one */
    static NodeNames of(List<Change> changes) {
        NodeNames names = new NodeNames();
        for (Change change : changes) {
            if (change instanceof LogicChange.NodeRenamed renamed) {
                names.earlier.put(renamed.after(), renamed.before());
                names.later.put(renamed.before(), renamed.after());
            }
        }
        return names;
    }

    /** @param node id in the later graph, or in the earlier one if it is gone */
    String earlier(String node) {
        return earlier.getOrDefault(node, node);
    }

    PortRef earlier(PortRef port) {
        return new PortRef(earlier(port.node()), port.port());
    }

    /** @param node id in the earlier graph */
    String later(String node) {
        return later.getOrDefault(node, node);
    }

    PortRef later(PortRef port) {
        return new PortRef(later(port.node()), port.port());
    }
}
