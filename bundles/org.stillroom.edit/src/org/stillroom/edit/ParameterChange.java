// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.edit.NodeEdits.ParameterRef;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;

/** Sets parameters of nodes. */
final class ParameterChange {

    private ParameterChange() {}

    /** @param values null for the type's default */
    static Graph apply(Graph graph, Map<ParameterRef, JsonNode> values) {
        SortedMap<String, Node> nodes = new TreeMap<>(graph.nodes());
        boolean changed = false;
        for (var value : values.entrySet()) {
            ParameterRef at = value.getKey();
            Node node = nodes.get(at.node());
            if (node != null && !same(node.parameters().get(at.parameter()), value.getValue())) {
                nodes.put(node.id(), with(node, at.parameter(), value.getValue()));
                changed = true;
            }
        }
        return changed ? graph.withNodes(nodes) : graph;
    }

    private static Node with(Node node, String parameter, JsonNode value) {
        SortedMap<String, JsonNode> parameters = new TreeMap<>(node.parameters());
        if (value == null) {
            parameters.remove(parameter);
        } else {
            parameters.put(parameter, value);
        }
        return node.withVersion(node.version(), parameters);
    }

    /** Whether both are written in the same way: a whole number is the same as an int and as a long. */
    private static boolean same(JsonNode a, JsonNode b) {
        if (a == null || b == null) {
            return a == b;
        }
        return a.equals(b) || a.isIntegralNumber() && b.isIntegralNumber()
                && a.bigIntegerValue().equals(b.bigIntegerValue());
    }
}
