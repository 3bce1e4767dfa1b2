// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.Change;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.PortRef;

/** What nodes were called in the earlier of two graphs. */
final class EarlierIds {

    private final Map<String, String> earlier;

    private EarlierIds(Map<String, String> earlier) {
        this.earlier = earlier;
    }

    static EarlierIds of(List<Change> changes) {
        Map<String, String> earlier = new HashMap<>();
        for (Change change : changes) {
            if (change instanceof LogicChange.NodeRenamed renamed) {
                earlier.put(renamed.after(), renamed.before());
            }
        }
        return new EarlierIds(earlier);
    }

    /** @param node id in the later graph, or in the earlier one if it is gone */
    String of(String node) {
        return earlier.getOrDefault(node, node);
    }

    PortRef of(PortRef port) {
        return new PortRef(of(port.node()), port.port());
    }
}
