// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.edit.Fixes.Fix;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/** Fixes for an input of a node: one that lacks a wire, or has a wrong one. */
final class WireFixes {

    private static final int MOST = 3;
    private static final int COLUMN = 280;

    private final Graph graph;
    private final NodeCatalog catalog;
    private final Node node;

    WireFixes(Graph graph, NodeCatalog catalog, Node node) {
        this.graph = graph;
        this.catalog = catalog;
        this.node = node;
    }

    List<Fix> of(String input) {
        PortRef to = new PortRef(node.id(), input);
        PortRef from = node.inputs().get(input);
        Optional<Port> port = catalog.nodeType(node.type()).flatMap(type -> type.input(input));
        List<Fix> fixes = new ArrayList<>();
        if (from == null) {
            port.ifPresent(open -> fixes.addAll(wire(to, open)));
            return fixes;
        }
        Node source = graph.nodes().get(from.node());
        if (source != null && source.mode() != Node.Mode.ACTIVE) {
            fixes.add(Fix.of(Messages.of(Messages.fixActivate, source.id()),
                    NodeEdits.mode(Set.of(source.id()), Node.Mode.ACTIVE)));
            fixes.add(Fix.of(Messages.of(Messages.fixMute, node.id()),
                    NodeEdits.mode(Set.of(node.id()), Node.Mode.MUTED)));
        }
        Optional<String> given = PortTypes.of(graph, catalog, from, false);
        Optional<String> taken = port.map(Port::type);
        if (given.isPresent() && taken.isPresent() && !given.equals(taken)) {
            PortTypes.bridges(catalog, given.get(), taken.get()).forEach(type -> fixes.add(bridge(type, from, to)));
        }
        boolean wrong = source == null || port.isEmpty() || given.isPresent() && !given.equals(taken)
                || source.mode() != Node.Mode.ACTIVE || !Reach.path(graph, node.id(), from.node()).isEmpty()
                || given.isEmpty() && catalog.nodeType(source.type()).isPresent();
        if (wrong) {
            port.ifPresent(wired -> fixes.addAll(existing(to, from)));
            fixes.add(Fix.of(Messages.of(Messages.fixRemoveWire, from), WireEdits.disconnect(to)));
        }
        return fixes;
    }

    private List<Fix> wire(PortRef to, Port open) {
        List<Fix> fixes = existing(to, null);
        catalog.nodeTypes().values().stream()
                .filter(type -> !type.hidden() && !type.deprecated())
                .filter(type -> type.outputs().stream().anyMatch(port -> port.type().equals(open.type())))
                .sorted(Comparator.comparing((NodeType type) -> type.inputs().stream()
                        .anyMatch(port -> port.type().equals(open.type()))).thenComparing(NodeType::label))
                .limit(MOST)
                .forEach(type -> fixes.add(add(type, to)));
        return fixes;
    }

    /** Wires from outputs that are there: those of nodes to the left and near first. */
    private List<Fix> existing(PortRef to, PortRef except) {
        return new ArrayList<>(Wiring.ends(graph, catalog, to, false).stream()
                .filter(from -> !from.equals(except) && graph.nodes().get(from.node()).mode() == Node.Mode.ACTIVE)
                .sorted(Comparator.comparingLong((PortRef from) -> distance(from.node()))
                        .thenComparing(PortRef::toString))
                .limit(MOST)
                .map(from -> Fix.of(Messages.of(Messages.fixWire, from), WireEdits.connect(from, to)))
                .toList());
    }

    private long distance(String other) {
        Place own = Graphs.place(graph, node.id());
        Place place = Graphs.place(graph, other);
        return Math.abs((long) own.x() - place.x()) + Math.abs((long) own.y() - place.y());
    }

    private Fix bridge(NodeType type, PortRef from, PortRef to) {
        String id = NodeEdits.freshId(graph, type);
        return Fix.of(Messages.of(Messages.fixInsert, type.label()), withModel(type, id,
                NodeEdits.insert(catalog, type, id, left(), new Wire(from, to))));
    }

    /** Adds a node for an input, and wires its own inputs where the graph has but one output that they can mean. */
    private Fix add(NodeType type, PortRef to) {
        String id = NodeEdits.freshId(graph, type);
        Edit edit = withModel(type, id, NodeEdits.addAtWire(catalog, type, id, left(), to, false));
        for (Port input : type.inputs()) {
            edit = edit.then(new Edit("", added -> {
                Set<PortRef> sources = Wiring.ends(added, catalog, new PortRef(id, input.id()), false);
                return input.required() && sources.size() == 1
                        ? WireEdits.connected(added, sources.iterator().next(), new PortRef(id, input.id())) : added;
            }));
        }
        return Fix.of(Messages.of(Messages.fixAdd, type.label()), edit);
    }

    /** Gives a new tokenizer the name of the model that stands beside the encoder's. */
    private Edit withModel(NodeType type, String id, Edit edit) {
        var encoder = node.parameters().get("model");
        return encoder == null || type.parameter("model").isEmpty() ? edit : ModelNames.tokenizer(encoder.asText())
                .map(model -> edit.then(NodeEdits.parameter(id, "model", TextNode.valueOf(model)))).orElse(edit);
    }

    private Point left() {
        Place place = Graphs.place(graph, node.id());
        return new Point(Graphs.within((long) place.x() - COLUMN), place.y());
    }
}
