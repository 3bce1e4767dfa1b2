// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/** Ports of each node from top to bottom: as its type says, then those that only the graph's wires name. */
final class PortOrder {

    private final Map<String, Set<String>> inputs = new HashMap<>();
    private final Map<String, Set<String>> outputs = new HashMap<>();

    PortOrder(Graph graph, NodeCatalog catalog) {
        for (Node node : graph.nodes().values()) {
            Optional<NodeType> type = catalog.nodeType(node.type());
            inputs.put(node.id(), ids(type.map(NodeType::inputs)));
            outputs.put(node.id(), ids(type.map(NodeType::outputs)));
        }
        for (Wire wire : graph.wires()) {
            inputs.get(wire.to().node()).add(wire.to().port());
            outputs.computeIfPresent(wire.from().node(), (id, ports) -> {
                ports.add(wire.from().port());
                return ports;
            });
        }
    }

    List<String> inputs(String node) {
        return new ArrayList<>(inputs.get(node));
    }

    List<String> outputs(String node) {
        return new ArrayList<>(outputs.get(node));
    }

    private static Set<String> ids(Optional<List<Port>> ports) {
        Set<String> ids = new LinkedHashSet<>();
        ports.orElse(List.of()).forEach(port -> ids.add(port.id()));
        return ids;
    }
}
