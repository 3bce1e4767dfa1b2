// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** What a node is made from, what is made from it, and ways between nodes. */
public final class Reach {

    private Reach() {}

    /** The node and all that its inputs come from, through any number of wires. */
    public static Set<String> upstream(Graph graph, String start) {
        return walk(start, id -> {
            Node node = graph.nodes().get(id);
            return node == null ? List.of() : node.inputs().values().stream().map(PortRef::node).toList();
        });
    }

    /** The node and all that its results go into, through any number of wires. */
    public static Set<String> downstream(Graph graph, String start) {
        Map<String, List<String>> targets = new HashMap<>();
        for (Node node : graph.nodes().values()) {
            for (PortRef from : node.inputs().values()) {
                targets.computeIfAbsent(from.node(), source -> new ArrayList<>()).add(node.id());
            }
        }
        return walk(start, id -> targets.getOrDefault(id, List.of()));
    }

    /** A shortest way along the wires, both ends included; empty if there is none. */
    static List<String> path(Graph graph, String from, String to) {
        Map<String, String> next = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(to));
        next.put(to, "");
        while (!open.isEmpty() && !next.containsKey(from)) {
            String id = open.remove();
            Node node = graph.nodes().get(id);
            for (PortRef source : node == null ? List.<PortRef>of() : node.inputs().values()) {
                if (next.putIfAbsent(source.node(), id) == null) {
                    open.add(source.node());
                }
            }
        }
        List<String> path = new ArrayList<>();
        for (String id = next.containsKey(from) ? from : ""; !id.isEmpty(); id = next.get(id)) {
            path.add(id);
        }
        return path;
    }

    private static Set<String> walk(String start, Function<String, Collection<String>> next) {
        Set<String> found = new HashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (String id : next.apply(open.remove())) {
                if (found.add(id)) {
                    open.add(id);
                }
            }
        }
        return found;
    }
}
