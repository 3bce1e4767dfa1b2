// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.conflicts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.ConflictPlaces;
import org.stillroom.editor.canvas.parts.ParameterTexts;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflict.Side;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Values;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Port;

/**
 * A conflict in the words that the canvas uses.
 *
 * @param graph that has it
 */
record ConflictText(Graph graph, NodeCatalog catalog, Conflict conflict) {

    /** What it is about, such as {@code Seed of Latent Noise noise}. */
    String subject() {
        Optional<NodeType> type = type(conflict.node());
        Optional<PortRef> target = ConflictPlaces.target(conflict).filter(to -> !conflict.port().isEmpty());
        if (type.isPresent() && target.isPresent()) {
            String port = type.get().input(conflict.port()).map(Port::label).orElse(conflict.port());
            return NLS.bind(Messages.wire, new Object[] {port, type.get().label(), conflict.node()});
        }
        if (type.isPresent() && isNode()) {
            return NLS.bind(Messages.node, type.get().label(), conflict.node());
        }
        return type.flatMap(known -> known.parameter(conflict.port()).map(parameter -> NLS.bind(Messages.parameter,
                new Object[] {parameter.label(), known.label(), conflict.node()})))
                .orElseGet(() -> capitalised(conflict.subject()));
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** What one side made of it. */
    String value(Side side) {
        return conflict.value(side).map(value -> value(side, value)).orElseGet(this::absent);
    }

    /** What the graph has, which may be neither; empty if that cannot be said in a word. */
    Optional<String> now() {
        return parameter().map(parameter -> text(parameter, graph.nodes().get(conflict.node()).parameters()
                .getOrDefault(parameter.id(), parameter.defaultValue())));
    }

    private String value(Side side, JsonNode value) {
        if (isNode()) {
            return node(side, value);
        }
        if (!conflict.port().isEmpty() && ConflictPlaces.target(conflict).isPresent()) {
            return NLS.bind(Messages.from, value.asText());
        }
        return parameter().map(parameter -> text(parameter, value)).orElseGet(() -> text(value));
    }

    private String absent() {
        if (isNode() || conflict.path().size() == 3 && conflict.path().getFirst().equals("layout")
                && !conflict.path().get(1).equals("reroutes")) {
            return Messages.deleted;
        }
        return parameter().map(parameter -> NLS.bind(Messages.defaultValue, text(parameter, parameter.defaultValue())))
                .orElse(ConflictPlaces.target(conflict).isPresent() && !conflict.port().isEmpty() ? Messages.noWire
                        : Messages.none);
    }

    private boolean isNode() {
        return conflict.path().size() == 2 && conflict.path().getFirst().equals("nodes");
    }

    /** A node that one side deleted, by what the other one made of it. */
    private String node(Side side, JsonNode node) {
        JsonNode before = conflict.base().orElse(node);
        if (side == Side.BASE) {
            return Messages.asBefore;
        }
        if (!before.path("type").equals(node.path("type"))) {
            return NLS.bind(Messages.type, type(node.path("type").asText()).map(NodeType::label)
                    .orElse(Ids.shorten(node.path("type").asText())));
        }
        List<String> changes = new ArrayList<>();
        for (String block : List.of("parameters", "inputs")) {
            TreeSet<String> names = new TreeSet<>();
            node.path(block).fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = node.path(block).get(name);
                if (!Values.same(value, before.path(block).path(name))) {
                    changes.add(NLS.bind(Messages.property, name, Ids.shorten(text(value))));
                }
            }
        }
        return changes.isEmpty() ? Messages.keeps : NLS.bind(Messages.keptWith, String.join(", ", changes));
    }

    private String text(JsonNode value) {
        if (value.isObject() && value.size() == 2 && value.has("x") && value.has("y")) {
            return NLS.bind(Messages.at, value.get("x").asText(), value.get("y").asText());
        }
        if (value.isArray() && ConflictPlaces.target(conflict).isPresent()) {
            return NLS.bind(Messages.points, value.size());
        }
        return value.isValueNode() ? ParameterTexts.text(value) : value.toString();
    }

    private static String text(Parameter parameter, JsonNode value) {
        return parameter.choices().stream().filter(choice -> choice.id().equals(value.asText())).findFirst()
                .map(Parameter.Choice::label)
                .orElseGet(() -> value.isValueNode() ? ParameterTexts.text(value) : value.toString());
    }

    private Optional<Parameter> parameter() {
        return ConflictPlaces.target(conflict).isPresent() || conflict.port().isEmpty() ? Optional.empty()
                : type(conflict.node()).flatMap(type -> type.parameter(conflict.port()));
    }

    /** @param name of a type, or of a node */
    private Optional<NodeType> type(String name) {
        return graph.nodes().containsKey(name) ? catalog.nodeType(graph.nodes().get(name).type())
                : catalog.nodeType(name);
    }
}
