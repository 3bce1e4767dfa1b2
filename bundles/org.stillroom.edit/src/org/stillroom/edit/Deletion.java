// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/**
 * Takes items out of a graph. Where wires are healed, a wire into the first wired input of a deleted node that has the
 * type of its output goes on to what the output fed, as with a bypassed node.
 */
final class Deletion {

    private final NodeCatalog catalog;
    private final Set<CanvasItem> items;
    private final boolean heal;

    Deletion(NodeCatalog catalog, Set<CanvasItem> items, boolean heal) {
        this.catalog = catalog;
        this.items = Set.copyOf(items);
        this.heal = heal;
    }

    Graph apply(Graph graph) {
        Set<String> gone = new TreeSet<>(Items.nodes(items));
        gone.retainAll(graph.nodes().keySet());
        SortedMap<String, Node> nodes = new TreeMap<>();
        Set<String> types = new HashSet<>();
        boolean changed = false;
        for (Node node : graph.nodes().values()) {
            if (gone.contains(node.id())) {
                types.add(node.type());
                changed = true;
            } else {
                Node left = withoutWires(graph, node, gone);
                nodes.put(left.id(), left);
                changed |= left != node;
            }
        }
        Layout layout = layout(graph.layout(), gone);
        if (!changed && layout == graph.layout()) {
            return graph;
        }
        Graph left = Conflicts.withoutNodes(graph, gone).withNodes(nodes).withLayout(layout);
        return changed ? Graphs.withoutStrayReroutes(Graphs.withoutUnusedProviders(left, types)) : left;
    }

    private Node withoutWires(Graph graph, Node node, Set<String> gone) {
        boolean touched = false;
        for (var input : node.inputs().entrySet()) {
            touched |= gone.contains(input.getValue().node()) || isDeleted(node, input.getKey());
        }
        if (!touched) {
            return node;
        }
        SortedMap<String, PortRef> inputs = new TreeMap<>();
        node.inputs().forEach((port, from) -> {
            if (!isDeleted(node, port)) {
                source(graph, from, gone).ifPresent(source -> inputs.put(port, source));
            }
        });
        return node.withInputs(inputs);
    }

    private boolean isDeleted(Node node, String input) {
        return items.contains(new WireItem(node.inputs().get(input), new PortRef(node.id(), input)));
    }

    /** Where a wire comes from once the nodes are gone. */
    private Optional<PortRef> source(Graph graph, PortRef from, Set<String> gone) {
        Optional<PortRef> source = Optional.of(from);
        Set<PortRef> seen = new HashSet<>();
        while (source.isPresent() && gone.contains(source.get().node())) {
            PortRef lost = source.get();
            source = heal && seen.add(lost) ? passedOn(graph.nodes().get(lost.node()), lost.port()) : Optional.empty();
        }
        return source;
    }

    private Optional<PortRef> passedOn(Node node, String output) {
        Optional<NodeType> type = catalog.nodeType(node.type());
        Optional<String> portType = type.flatMap(known -> known.output(output)).map(Port::type);
        return portType.flatMap(wanted -> type.get().inputs().stream()
                .filter(input -> input.type().equals(wanted) && node.inputs().containsKey(input.id()))
                .filter(input -> !isDeleted(node, input.id()))
                .findFirst()
                .map(input -> node.inputs().get(input.id())));
    }

    private Layout layout(Layout layout, Set<String> gone) {
        Layout changed = layout;
        if (containsAny(layout.nodes(), gone)) {
            changed = changed.withNodes(without(layout.nodes(), gone));
        }
        if (containsAny(layout.frames(), Items.frames(items))) {
            changed = changed.withFrames(without(layout.frames(), Items.frames(items)));
        }
        if (containsAny(layout.notes(), Items.notes(items))) {
            changed = changed.withNotes(without(layout.notes(), Items.notes(items)));
        }
        SortedMap<String, List<Point>> reroutes = new TreeMap<>(layout.reroutes());
        reroutes.replaceAll(this::withoutPoints);
        reroutes.values().removeIf(List::isEmpty);
        return reroutes.equals(layout.reroutes()) ? changed : changed.withReroutes(reroutes);
    }

    private List<Point> withoutPoints(String target, List<Point> points) {
        PortRef to = PortRef.parse(target);
        return IntStream.range(0, points.size())
                .filter(i -> !items.contains(new RerouteItem(to, i)))
                .mapToObj(points::get)
                .toList();
    }

    private static boolean containsAny(Map<String, ?> map, Collection<String> keys) {
        return keys.stream().anyMatch(map::containsKey);
    }

    private static <V> SortedMap<String, V> without(SortedMap<String, V> map, Collection<String> keys) {
        SortedMap<String, V> left = new TreeMap<>(map);
        left.keySet().removeAll(keys);
        return left;
    }
}
