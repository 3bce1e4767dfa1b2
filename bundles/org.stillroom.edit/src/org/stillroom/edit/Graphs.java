// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.contract.NodeType;

/** Small changes that several edits are made of. */
public final class Graphs {

    private static final Place NOWHERE = new Place(0, 0, 0, 0, false);

    private Graphs() {}

    /** The graph with a new node of a type, at a point; who provides the type is written down too. */
    public static Graph withNew(Graph graph, NodeType type, String id, Point at, SortedMap<String, PortRef> inputs) {
        Node node = Node.of(id, type.id()).withVersion(type.version(), new TreeMap<>()).withInputs(inputs);
        Layout layout = graph.layout().withNode(id, at(NOWHERE, at.x(), at.y()));
        SortedMap<String, Provider> providers = new TreeMap<>(graph.providers());
        providers.putIfAbsent(type.id(), type.provider());
        return graph.with(node).withLayout(layout).withProviders(providers);
    }

    /** The graph with a wire to an input, in place of one that it may have. */
    public static Graph withInput(Graph graph, PortRef to, PortRef from) {
        return graph.with(graph.nodes().get(to.node()).withInput(to.port(), from));
    }

    /** Whether a wire ends at an input. */
    public static boolean hasInput(Graph graph, PortRef to) {
        Node node = graph.nodes().get(to.node());
        return node != null && node.inputs().containsKey(to.port());
    }

    /** Where a node is drawn; at the origin if the graph does not say. */
    public static Place place(Graph graph, String node) {
        return graph.layout().nodes().getOrDefault(node, NOWHERE);
    }

    /** The place with other coordinates, kept within what a file may hold. */
    public static Place at(Place place, int x, int y) {
        return new Place(within(x), within(y), place.width(), place.height(), place.collapsed(), place.extra());
    }

    /** The nearest coordinate that a file may hold. */
    public static int within(long coordinate) {
        return (int) Math.clamp(coordinate, -Layout.FURTHEST, Layout.FURTHEST);
    }

    static int size(long size) {
        return (int) Math.clamp(size, 0, Layout.FURTHEST);
    }

    static Graph withReroutes(Graph graph, Map<String, List<Point>> points) {
        return graph.withLayout(graph.layout().withReroutes(points));
    }

    /** The graph without reroute points of wires that are not there. */
    static Graph withoutStrayReroutes(Graph graph) {
        SortedMap<String, List<Point>> points = new TreeMap<>(graph.layout().reroutes());
        boolean stray = points.keySet().removeIf(target -> !hasInput(graph, PortRef.parse(target)));
        return stray ? withReroutes(graph, points) : graph;
    }

    /** The graph without providers of types that no node has any more, though one had it before. */
    static Graph withoutUnusedProviders(Graph graph, Set<String> removedTypes) {
        Set<String> used = graph.nodes().values().stream().map(Node::type).collect(Collectors.toSet());
        SortedMap<String, Provider> providers = new TreeMap<>(graph.providers());
        boolean unused = providers.keySet().removeIf(type -> removedTypes.contains(type) && !used.contains(type));
        return unused ? graph.withProviders(providers) : graph;
    }
}
