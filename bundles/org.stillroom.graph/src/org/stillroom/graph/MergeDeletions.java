// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes the nodes that a side deleted out of all three graphs, so that wires that went with them stand against nothing.
 * Those that the other side changed or has put to a new use are put back into the side that deleted them instead.
 */
final class MergeDeletions {

    Graph base;
    Graph ours;
    Graph theirs;

    private final Set<String> deletedByUs = new HashSet<>();
    private final Set<String> deletedByThem = new HashSet<>();

    /** @param base with the same names of nodes as both other graphs */
    MergeDeletions(Graph base, Graph ours, Graph theirs) {
        this.base = base;
        Set<String> dead = new HashSet<>(base.nodes().keySet());
        sort(base, ours, theirs, deletedByUs, dead);
        sort(base, theirs, ours, deletedByThem, dead);
        this.ours = without(restored(base, ours, deletedByUs), dead);
        this.theirs = without(restored(base, theirs, deletedByThem), dead);
        this.base = without(base, dead);
    }

    /**
     * @param clashing gets the nodes that {@code side} deleted although {@code other} needs them
     * @param dead loses the nodes that stay
     */
    private static void sort(Graph base, Graph side, Graph other, Set<String> clashing, Set<String> dead) {
        Set<Wire> wires = new HashSet<>(base.wires());
        Set<String> needed = new HashSet<>();
        for (Wire wire : other.wires()) {
            if (!wires.contains(wire)) {
                needed.add(wire.from().node());
            }
        }
        for (Node node : base.nodes().values()) {
            Node kept = other.nodes().get(node.id());
            if (side.nodes().containsKey(node.id())) {
                if (kept != null) {
                    dead.remove(node.id());
                }
            } else if (kept != null && (needed.contains(node.id()) || isChanged(node, kept, other))) {
                clashing.add(node.id());
                dead.remove(node.id());
            }
        }
    }

    /** A wire that went with the node that it came from is no change of this one. */
    private static boolean isChanged(Node before, Node after, Graph version) {
        if (!before.type().equals(after.type()) || before.version() != after.version()
                || before.mode() != after.mode() || !same(before.parameters(), after.parameters())
                || !same(before.extra(), after.extra())) {
            return true;
        }
        Map<String, PortRef> wires = new TreeMap<>(before.inputs());
        wires.entrySet().removeIf(wire -> !after.inputs().containsKey(wire.getKey())
                && !version.nodes().containsKey(wire.getValue().node()));
        return !wires.equals(after.inputs());
    }

    private static boolean same(Map<String, JsonNode> a, Map<String, JsonNode> b) {
        return a.size() == b.size() && a.entrySet().stream()
                .allMatch(entry -> b.containsKey(entry.getKey())
                        && Values.same(entry.getValue(), b.get(entry.getKey())));
    }

    /** The version with nodes of the base, their places and the wires from and to them. */
    private static Graph restored(Graph base, Graph version, Set<String> ids) {
        if (ids.isEmpty()) {
            return version;
        }
        SortedMap<String, Node> nodes = new TreeMap<>(version.nodes());
        SortedMap<String, Layout.Place> places = new TreeMap<>(version.layout().nodes());
        SortedMap<String, List<Layout.Point>> ways = new TreeMap<>(version.layout().reroutes());
        for (String id : ids) {
            SortedMap<String, PortRef> inputs = new TreeMap<>(base.nodes().get(id).inputs());
            inputs.values().removeIf(from -> base.nodes().containsKey(from.node())
                    && !version.nodes().containsKey(from.node()) && !ids.contains(from.node()));
            nodes.put(id, base.nodes().get(id).withInputs(inputs));
            if (base.layout().nodes().containsKey(id)) {
                places.putIfAbsent(id, base.layout().nodes().get(id));
            }
        }
        for (Wire wire : base.wires()) {
            PortRef to = wire.to();
            boolean lost = ids.contains(wire.from().node()) && version.nodes().containsKey(to.node())
                    && !version.nodes().get(to.node()).inputs().containsKey(to.port());
            if (lost) {
                nodes.put(to.node(), nodes.get(to.node()).withInput(to.port(), wire.from()));
            }
            List<Layout.Point> way = base.layout().reroutes().get(to.toString());
            if (way != null && (lost || ids.contains(to.node()))) {
                ways.putIfAbsent(to.toString(), way);
            }
        }
        SortedMap<String, Provider> providers = new TreeMap<>(version.providers());
        for (String id : ids) {
            String type = base.nodes().get(id).type();
            if (base.providers().containsKey(type)) {
                providers.putIfAbsent(type, base.providers().get(type));
            }
        }
        return version.withNodes(nodes).withProviders(providers)
                .withLayout(version.layout().withNodes(places).withReroutes(ways));
    }

    /** What only hangs on a node that this graph does not have is this graph's own doing. */
    private static Graph without(Graph graph, Set<String> ids) {
        Set<String> there = new HashSet<>(ids);
        there.retainAll(graph.nodes().keySet());
        return there.isEmpty() ? graph : graph.without(there);
    }

    /** What became of the nodes that stayed though one side deleted them. */
    List<Conflict> conflicts(Graph merged) {
        ObjectNode before = GraphTree.nodes(base);
        ObjectNode after = GraphTree.nodes(merged);
        List<Conflict> conflicts = new ArrayList<>();
        for (String id : deletedByUs) {
            conflicts.add(Conflict.at(List.of("nodes", id), before.get(id), null, after.get(id)));
        }
        for (String id : deletedByThem) {
            conflicts.add(Conflict.at(List.of("nodes", id), before.get(id), after.get(id), null));
        }
        return conflicts;
    }
}
