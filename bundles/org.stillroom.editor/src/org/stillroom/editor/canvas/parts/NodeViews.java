// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.edit.ConflictPlaces;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.NodeView;
import org.stillroom.editor.canvas.figures.ParameterView;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Node;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;

/** Makes what a figure shows from a node and its type. */
final class NodeViews {

    private static final String GREY = "#80848c";

    private NodeViews() {}

    /**
     * @param settled what its parameters come to that were left open
     * @param conflicts what a merge left unsettled in it
     */
    static NodeView of(Graph graph, Node node, NodeCatalog catalog, Map<String, String> settled,
            List<Conflict> conflicts) {
        Optional<NodeType> type = catalog.nodeType(node.type());
        Place place = graph.layout().nodes().get(node.id());
        return new NodeView(type.map(NodeType::label).orElse(Ids.shorten(node.type())), node.id(),
                type.flatMap(found -> color(found, catalog)).orElse(GREY), type,
                type.isPresent() ? "" : missing(graph, node), node.mode(), place != null && place.collapsed(),
                type.map(found -> parameters(found, node, settled, conflicts)).orElse(List.of()));
    }

    /** A node whose contribution fails while it is shown: it spoils itself only. */
    static NodeView broken(Node node, RuntimeException failure) {
        return new NodeView(Ids.shorten(node.type()), node.id(), GREY, Optional.empty(),
                CanvasMessages.of(CanvasMessages.broken, failure.getMessage()), node.mode(), false, List.of());
    }

    /** Ids of a node's ports: those of its type, then those that only wires tell of. */
    static List<String> ports(Optional<NodeType> type, boolean input, Set<String> wired) {
        Set<String> ports = new LinkedHashSet<>();
        type.ifPresent(found -> (input ? found.inputs() : found.outputs()).forEach(port -> ports.add(port.id())));
        ports.addAll(wired);
        return new ArrayList<>(ports);
    }

    private static Optional<String> color(NodeType type, NodeCatalog catalog) {
        List<Port> ports = type.outputs().isEmpty() ? type.inputs() : type.outputs();
        return ports.stream().findFirst().flatMap(port -> catalog.portType(port.type())).map(PortType::color);
    }

    private static String missing(Graph graph, Node node) {
        Provider provider = graph.providers().get(node.type());
        if (provider == null) {
            return CanvasMessages.missing;
        }
        String bundle = Ids.shorten(provider.bundle());
        return provider.feature().isEmpty() ? CanvasMessages.of(CanvasMessages.missingBundle, bundle)
                : CanvasMessages.of(CanvasMessages.missingFeature, Ids.shorten(provider.feature()), bundle);
    }

    private static List<ParameterView> parameters(NodeType type, Node node, Map<String, String> settled,
            List<Conflict> conflicts) {
        return type.parameters().stream().filter(Parameter::inline).map(parameter -> {
            JsonNode value = node.parameters().getOrDefault(parameter.id(), parameter.defaultValue());
            String hint = settled.containsKey(parameter.id())
                    ? CanvasMessages.of(CanvasMessages.found, settled.get(parameter.id())) : "";
            return new ParameterView(parameter, shown(parameter, value),
                    ParameterCheck.problem(parameter, value).orElse(""), hint, other(parameter, conflicts));
        }).toList();
    }

    /** The other side's value of a parameter that a merge left unsettled; empty where it did not. */
    private static Optional<String> other(Parameter parameter, List<Conflict> conflicts) {
        return conflicts.stream().filter(conflict -> conflict.port().equals(parameter.id())
                && ConflictPlaces.target(conflict).isEmpty()).findFirst()
                .map(conflict -> shown(parameter, conflict.theirs().orElse(parameter.defaultValue())));
    }

    private static String shown(Parameter parameter, JsonNode value) {
        return parameter.choices().stream().filter(choice -> choice.id().equals(value.asText())).findFirst()
                .map(Parameter.Choice::label).orElseGet(() -> ParameterTexts.text(value));
    }
}
