// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeType;

/** Brings nodes that an older version of their type wrote up to the installed version. */
public final class NodeUpgrade {

    private NodeUpgrade() {}

    /** The graph with every node of an older version upgraded; all others are kept as they are. */
    public static Graph upgrade(Graph graph, NodeCatalog catalog) {
        Graph upgraded = graph;
        for (Node node : graph.nodes().values()) {
            NodeType type = catalog.nodeType(node.type()).orElse(null);
            if (type != null && node.version() < type.version()) {
                upgraded = upgraded.with(upgrade(node, type));
            }
        }
        return upgraded;
    }

    /** The node with its parameters renamed as its type says; as it is, if it is not older than the type. */
    public static Node upgrade(Node node, NodeType type) {
        if (node.version() >= type.version()) {
            return node;
        }
        SortedMap<String, JsonNode> parameters = new TreeMap<>(node.parameters());
        type.renamedParameters().forEach((from, to) -> {
            JsonNode value = parameters.remove(from);
            if (value != null) {
                parameters.putIfAbsent(to, value);
            }
        });
        return node.withVersion(type.version(), parameters);
    }
}
