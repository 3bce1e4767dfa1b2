// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.Parameter;

/**
 * A parameter that names a model.
 *
 * @param model as the graph names it; empty for none
 */
record NamedModel(Node node, Parameter parameter, String model) {

    /** Empty if there is no such node of an installed type, or its parameter is no model. */
    static Optional<NamedModel> of(Graph graph, NodeCatalog catalog, String node, String parameter) {
        return Optional.ofNullable(graph.nodes().get(node)).flatMap(found -> catalog.nodeType(found.type())
                .flatMap(type -> type.parameter(parameter))
                .filter(known -> known.kind() == Parameter.Kind.MODEL)
                .map(known -> new NamedModel(found, known, named(found, parameter))));
    }

    /** The checksums that the graph holds of the model. */
    Optional<ModelPin> pin(Graph graph) {
        return Optional.ofNullable(graph.models().get(model)).filter(pin -> !pin.files().isEmpty());
    }

    /** Names another model in all places where the graph names this one; its checksums go with it. */
    static Edit renamed(NodeCatalog catalog, String label, String from, String to) {
        return new Edit(label, graph -> {
            Graph changed = named(graph, catalog, from, to);
            ModelPin pin = graph.models().get(from);
            SortedMap<String, ModelPin> pins = new TreeMap<>(graph.models());
            pins.remove(from);
            if (pin != null) {
                pins.put(to, pin);
            }
            return changed == graph || pin == null ? changed : changed.withModels(pins);
        });
    }

    /** Names another model in all places where the graph names this one, whose checksums are then of no use. */
    static Edit replaced(NodeCatalog catalog, String label, String from, String to) {
        return new Edit(label, graph -> {
            Graph changed = named(graph, catalog, from, to);
            SortedMap<String, ModelPin> pins = new TreeMap<>(graph.models());
            return changed == graph || pins.remove(from) == null ? changed : changed.withModels(pins);
        });
    }

    private static Graph named(Graph graph, NodeCatalog catalog, String from, String to) {
        Graph changed = graph;
        for (Node node : graph.nodes().values()) {
            for (String parameter : node.parameters().keySet()) {
                boolean meant = of(graph, catalog, node.id(), parameter)
                        .filter(use -> use.model().equals(from)).isPresent();
                if (meant) {
                    changed = changed.with(changed.nodes().get(node.id())
                            .withParameter(parameter, TextNode.valueOf(to)));
                }
            }
        }
        return changed;
    }

    private static String named(Node node, String parameter) {
        JsonNode value = node.parameters().get(parameter);
        return value != null && value.isTextual() ? value.textValue() : "";
    }
}
