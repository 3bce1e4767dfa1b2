// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;

/** Edits of wires. Whether a wire makes sense is told by {@link Wiring}; here any two ports can be joined. */
public final class WireEdits {

    private WireEdits() {}

    /** Wires an output to an input; an earlier wire to that input goes, and its reroute points stay. */
    public static Edit connect(PortRef from, PortRef to) {
        return new Edit(Messages.of(Messages.connect, from, to), graph -> connected(graph, from, to));
    }

    /** Removes the wire to an input, with its reroute points. */
    public static Edit disconnect(PortRef to) {
        return new Edit(Messages.of(Messages.disconnect, to), graph -> disconnected(graph, to));
    }

    /** Moves one end of a wire, or both; its reroute points go along. Nothing happens if the wire is not there. */
    public static Edit rewire(Wire wire, PortRef from, PortRef to) {
        return new Edit(Messages.of(Messages.rewire, wire.to().equals(to) ? from : to), graph -> {
            if (!present(graph, wire) || !graph.nodes().containsKey(to.node())) {
                return graph;
            }
            if (wire.to().equals(to)) {
                return connected(graph, from, to);
            }
            List<Point> points = points(graph, wire.to());
            Graph moved = connected(disconnected(disconnected(graph, to), wire.to()), from, to);
            return points.isEmpty() ? moved : withPoints(moved, to, points);
        });
    }

    /** @param index 0 for a point before all others of the wire */
    public static Edit addReroute(PortRef to, int index, Point at) {
        return new Edit(Messages.rerouteAdd, graph -> !Graphs.hasInput(graph, to) ? graph
                : changed(graph, to, points -> points.add(Math.clamp(index, 0, points.size()), within(at))));
    }

    public static Edit moveReroute(PortRef to, int index, Point at) {
        return new Edit(Messages.rerouteMove, graph -> !has(graph, to, index) ? graph
                : changed(graph, to, points -> points.set(index, within(at))));
    }

    public static Edit removeReroute(PortRef to, int index) {
        return new Edit(Messages.rerouteRemove, graph -> !has(graph, to, index) ? graph
                : changed(graph, to, points -> points.remove(index)));
    }

    static boolean present(Graph graph, Wire wire) {
        Node node = graph.nodes().get(wire.to().node());
        return node != null && wire.from().equals(node.inputs().get(wire.to().port()));
    }

    static Graph connected(Graph graph, PortRef from, PortRef to) {
        return graph.nodes().containsKey(to.node()) && !present(graph, new Wire(from, to))
                ? Graphs.withInput(graph, to, from) : graph;
    }

    static Graph disconnected(Graph graph, PortRef to) {
        if (!Graphs.hasInput(graph, to)) {
            return graph;
        }
        Node node = graph.nodes().get(to.node());
        SortedMap<String, PortRef> inputs = new TreeMap<>(node.inputs());
        inputs.remove(to.port());
        Graph changed = graph.with(node.withInputs(inputs));
        return points(graph, to).isEmpty() ? changed : withPoints(changed, to, List.of());
    }

    private static Graph changed(Graph graph, PortRef to, Consumer<List<Point>> change) {
        List<Point> points = new ArrayList<>(points(graph, to));
        change.accept(points);
        return points.equals(points(graph, to)) ? graph : withPoints(graph, to, points);
    }

    private static Graph withPoints(Graph graph, PortRef to, List<Point> points) {
        SortedMap<String, List<Point>> reroutes = new TreeMap<>(graph.layout().reroutes());
        if (points.isEmpty()) {
            reroutes.remove(to.toString());
        } else {
            reroutes.put(to.toString(), points);
        }
        return Graphs.withReroutes(graph, reroutes);
    }

    private static boolean has(Graph graph, PortRef to, int index) {
        return index >= 0 && index < points(graph, to).size();
    }

    private static List<Point> points(Graph graph, PortRef to) {
        return graph.layout().reroutes().getOrDefault(to.toString(), List.of());
    }

    private static Point within(Point point) {
        return new Point(Graphs.within(point.x()), Graphs.within(point.y()));
    }
}
