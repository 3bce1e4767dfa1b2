// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/**
 * Which ports of a node a wire can be led through: an input that takes what the wire's source gives and an output that
 * gives what its target takes. For most wires both are of one type; a wire between ports of different types can so be
 * mended by the node that belongs between.
 */
record Insertion(String input, String output) {

    /** @param occupied inputs that have a wire, which is not replaced */
    static Optional<Insertion> of(NodeCatalog catalog, NodeType type, Graph graph, Wire wire, Set<String> occupied) {
        Optional<Node> source = Optional.ofNullable(graph.nodes().get(wire.from().node()));
        Optional<Node> target = Optional.ofNullable(graph.nodes().get(wire.to().node()));
        Optional<String> given = source.flatMap(node -> catalog.nodeType(node.type()))
                .flatMap(known -> known.output(wire.from().port())).map(Port::type);
        Optional<String> taken = target.flatMap(node -> catalog.nodeType(node.type()))
                .flatMap(known -> known.input(wire.to().port())).map(Port::type);
        String in = given.or(() -> taken).orElse("");
        String out = taken.or(() -> given).orElse("");
        return first(type.inputs(), in, occupied).flatMap(input ->
                first(type.outputs(), out, Set.of()).map(output -> new Insertion(input, output)));
    }

    /** The graph with the wire led through a node that is in it. */
    Graph through(Graph graph, String node, Wire wire) {
        Graph wired = Graphs.withInput(graph, new PortRef(node, input), wire.from());
        return splitPoints(Graphs.withInput(wired, wire.to(), new PortRef(node, output)), node, wire);
    }

    /** Points on the left of the node lead to it, the others on from it. */
    private Graph splitPoints(Graph graph, String node, Wire wire) {
        List<Point> points = graph.layout().reroutes().get(wire.to().toString());
        if (points == null) {
            return graph;
        }
        int middle = Graphs.place(graph, node).x();
        List<Point> before = new ArrayList<>();
        for (Point point : points) {
            if (point.x() >= middle) {
                break;
            }
            before.add(point);
        }
        SortedMap<String, List<Point>> reroutes = new TreeMap<>(graph.layout().reroutes());
        put(reroutes, new PortRef(node, input), before);
        put(reroutes, wire.to(), points.subList(before.size(), points.size()));
        return Graphs.withReroutes(graph, reroutes);
    }

    private static void put(SortedMap<String, List<Point>> reroutes, PortRef target, List<Point> points) {
        if (points.isEmpty()) {
            reroutes.remove(target.toString());
        } else {
            reroutes.put(target.toString(), points);
        }
    }

    private static Optional<String> first(List<Port> ports, String type, Set<String> occupied) {
        return ports.stream().filter(port -> port.type().equals(type) && !occupied.contains(port.id()))
                .map(Port::id).findFirst();
    }
}
