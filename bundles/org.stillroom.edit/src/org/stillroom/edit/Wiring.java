// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/** Tells where a wire may go, and why not elsewhere. */
public final class Wiring {

    private Wiring() {}

    /**
     * Why a wire cannot be, in a sentence that says what to do; empty if it can. An input that has a wire already can
     * take another one instead.
     *
     * @param from an output port
     * @param to an input port
     */
    public static Optional<String> refusal(Graph graph, NodeCatalog catalog, PortRef from, PortRef to) {
        if (from.node().equals(to.node())) {
            return Optional.of(Messages.of(Messages.sameNode, from.node()));
        }
        return portRefusal(graph, catalog, from, false)
                .or(() -> portRefusal(graph, catalog, to, true))
                .or(() -> typeRefusal(graph, catalog, from, to))
                .or(() -> cycleRefusal(graph, from, to));
    }

    /**
     * All ports at which a wire that begins at {@code start} may end, by one walk through the graph: what to light up
     * while a wire is dragged.
     *
     * @param startIsOutput whether the wire is held by an output, so that it may end at inputs
     */
    public static Set<PortRef> ends(Graph graph, NodeCatalog catalog, PortRef start, boolean startIsOutput) {
        Optional<String> wanted = PortTypes.of(graph, catalog, start, !startIsOutput);
        if (wanted.isEmpty()) {
            return Set.of();
        }
        Set<String> cyclic = startIsOutput ? Reach.upstream(graph, start.node())
                : Reach.downstream(graph, start.node());
        Set<PortRef> ends = new HashSet<>();
        for (Node node : graph.nodes().values()) {
            if (!cyclic.contains(node.id())) {
                catalog.nodeType(node.type()).map(type -> startIsOutput ? type.inputs() : type.outputs())
                        .orElse(List.of()).stream()
                        .filter(port -> port.type().equals(wanted.get()))
                        .forEach(port -> ends.add(new PortRef(node.id(), port.id())));
            }
        }
        return ends;
    }

    /**
     * The node types that a wire which was dropped on empty canvas may lead to; those that need such a wire first, then
     * by label.
     *
     * @param fromOutput whether the wire is held by an output, so that inputs are looked for
     */
    public static List<NodeType> accepting(NodeCatalog catalog, String portType, boolean fromOutput) {
        return catalog.nodeTypes().values().stream()
                .filter(type -> !type.hidden() && !type.deprecated())
                .filter(type -> ports(type, fromOutput).stream().anyMatch(port -> port.type().equals(portType)))
                .sorted(Comparator.comparing((NodeType type) -> ports(type, fromOutput).stream()
                        .noneMatch(port -> port.type().equals(portType) && port.required()))
                        .thenComparing(NodeType::label).thenComparing(NodeType::id))
                .toList();
    }

    private static List<Port> ports(NodeType type, boolean inputs) {
        return inputs ? type.inputs() : type.outputs();
    }

    private static Optional<String> portRefusal(Graph graph, NodeCatalog catalog, PortRef port, boolean input) {
        Node node = graph.nodes().get(port.node());
        if (node == null) {
            return Optional.of(Messages.of(Messages.noNode, port.node()));
        }
        Optional<NodeType> known = catalog.nodeType(node.type());
        if (known.isEmpty()) {
            return Optional.of(unknown(graph, node));
        }
        NodeType type = known.get();
        boolean there = input ? type.input(port.port()).isPresent() : type.output(port.port()).isPresent();
        if (there) {
            return Optional.empty();
        }
        Optional<Port> other = input ? type.output(port.port()) : type.input(port.port());
        String found = input ? other.isPresent() ? Messages.noInputButOutput : Messages.noInput
                : other.isPresent() ? Messages.noOutputButInput : Messages.noOutput;
        return Optional.of(Messages.of(found, node.id(), other.map(Port::label).orElse(port.port())));
    }

    private static String unknown(Graph graph, Node node) {
        Provider provider = graph.providers().get(node.type());
        return provider == null ? Messages.of(Messages.typeUnknown, node.id(), Ids.shorten(node.type()))
                : Messages.of(Messages.typeUnknownFeature, node.id(), Ids.shorten(node.type()),
                        Ids.shorten(provider.feature()), Ids.shorten(provider.bundle()));
    }

    private static Optional<String> typeRefusal(Graph graph, NodeCatalog catalog, PortRef from, PortRef to) {
        Port output = port(graph, catalog, from, false);
        Port input = port(graph, catalog, to, true);
        if (output.type().equals(input.type())) {
            return Optional.empty();
        }
        String advice = PortTypes.bridges(catalog, output.type(), input.type()).stream().findFirst()
                .map(type -> Messages.of(Messages.typeBridge, type.label()))
                .orElseGet(() -> Messages.of(Messages.noBridge, PortTypes.label(catalog, input.type())));
        return Optional.of(Messages.of(Messages.typeMismatch, input.label(), to.node(),
                PortTypes.label(catalog, input.type()), output.label(), from.node(),
                PortTypes.label(catalog, output.type()), advice));
    }

    private static Port port(Graph graph, NodeCatalog catalog, PortRef ref, boolean input) {
        NodeType type = catalog.nodeType(graph.nodes().get(ref.node()).type()).orElseThrow();
        return (input ? type.input(ref.port()) : type.output(ref.port())).orElseThrow();
    }

    private static Optional<String> cycleRefusal(Graph graph, PortRef from, PortRef to) {
        List<String> way = Reach.path(graph, to.node(), from.node());
        return way.isEmpty() ? Optional.empty() : Optional.of(Messages.of(Messages.cycle,
                String.join(" \u2192 ", way) + " \u2192 " + to.node(), to.node()));
    }
}
