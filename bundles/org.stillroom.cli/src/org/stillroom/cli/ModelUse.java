// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.Parameter;

/** A parameter of a node that names a model. */
record ModelUse(String node, String parameter, String model) {

    /** All of a graph, of nodes whose type is installed. */
    static List<ModelUse> of(Graph graph, NodeCatalog catalog) {
        List<ModelUse> uses = new ArrayList<>();
        for (Node node : graph.nodes().values()) {
            catalog.nodeType(node.type()).ifPresent(type -> type.parameters().stream()
                    .filter(parameter -> parameter.kind() == Parameter.Kind.MODEL)
                    .map(Parameter::id)
                    .forEach(parameter -> add(uses, node, parameter)));
        }
        return uses;
    }

    private static void add(List<ModelUse> uses, Node node, String parameter) {
        JsonNode name = node.parameters().get(parameter);
        if (name != null && name.isTextual() && !name.textValue().isBlank()) {
            uses.add(new ModelUse(node.id(), parameter, name.textValue()));
        }
    }
}
