// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * What is left of a graph without its muted and bypassed nodes. A wire from a bypassed node is led on to the first
 * wired input of that node that has the port type of the output; a wire from a muted node is cut.
 *
 * @param graph active nodes only
 * @param cut why an input that is wired in the whole graph has no wire here
 */
record ActiveGraph(Graph graph, Map<PortRef, String> cut) {

    static ActiveGraph of(Graph whole, NodeCatalog catalog) {
        SortedMap<String, Node> nodes = new TreeMap<>();
        Map<PortRef, String> cut = new HashMap<>();
        for (Node node : whole.nodes().values()) {
            if (node.mode() != Node.Mode.ACTIVE) {
                continue;
            }
            SortedMap<String, PortRef> inputs = new TreeMap<>();
            node.inputs().forEach((input, from) -> {
                Source source = follow(whole, catalog, from, new HashSet<>());
                source.port().ifPresentOrElse(port -> inputs.put(input, port),
                        () -> cut.put(new PortRef(node.id(), input), source.cut()));
            });
            nodes.put(node.id(), node.withInputs(inputs));
        }
        return new ActiveGraph(whole.withNodes(nodes), cut);
    }

    private static Source follow(Graph whole, NodeCatalog catalog, PortRef from, Set<PortRef> seen) {
        Node node = whole.nodes().get(from.node());
        // a wire from nowhere stays, to be reported as such
        if (node == null || node.mode() == Node.Mode.ACTIVE) {
            return new Source(Optional.of(from), "");
        }
        if (node.mode() == Node.Mode.MUTED) {
            return Source.none("\"" + node.id() + "\" is muted and gives nothing");
        }
        Optional<PortRef> passed = seen.add(from) ? passed(node, catalog, from.port()) : Optional.empty();
        return passed.map(next -> follow(whole, catalog, next, seen)).orElseGet(() -> Source.none(
                "\"" + node.id() + "\" is bypassed and has no wired input of the same type to pass on"));
    }

    private static Optional<PortRef> passed(Node node, NodeCatalog catalog, String output) {
        return catalog.nodeType(node.type()).flatMap(type -> type.output(output).flatMap(port -> type.inputs().stream()
                .filter(input -> input.type().equals(port.type()) && node.inputs().containsKey(input.id()))
                .findFirst()
                .map(input -> node.inputs().get(input.id()))));
    }

    /** @param cut why there is no port */
    private record Source(Optional<PortRef> port, String cut) {

        static Source none(String cut) {
            return new Source(Optional.empty(), cut);
        }
    }
}
