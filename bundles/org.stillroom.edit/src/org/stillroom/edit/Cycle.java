// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** Ways along the wires of a graph. */
final class Cycle {

    private Cycle() {}

    /** A shortest way along the wires, both ends included; empty if there is none. */
    static List<String> path(Graph graph, String from, String to) {
        Map<String, String> next = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(to));
        next.put(to, "");
        while (!open.isEmpty() && !next.containsKey(from)) {
            String id = open.remove();
            Node node = graph.nodes().get(id);
            for (PortRef source : node == null ? List.<PortRef>of() : node.inputs().values()) {
                if (next.putIfAbsent(source.node(), id) == null) {
                    open.add(source.node());
                }
            }
        }
        List<String> path = new ArrayList<>();
        for (String id = next.containsKey(from) ? from : ""; !id.isEmpty(); id = next.get(id)) {
            path.add(id);
        }
        return path;
    }
}
