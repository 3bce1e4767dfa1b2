// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What follows from a graph's wires alone, without knowing what its nodes are. */
public final class GraphStructure {

    private GraphStructure() {}

    /** What a merge left unsettled; wires from nodes that do not exist, by target; then cycles, each with its path. */
    public static List<Problem> problems(Graph graph) {
        List<Problem> problems = new ArrayList<>(Conflicts.problems(graph));
        for (Wire wire : graph.wires()) {
            if (!graph.nodes().containsKey(wire.from().node())) {
                problems.add(Problem.error(wire.to().node(), wire.to().port(), "the wire comes from " + wire.from()
                        + ", but there is no node " + wire.from().node() + "; wire it from another node or remove it"));
            }
        }
        Cycles.of(graph).forEach(cycle -> problems.add(Cycles.problem(graph, cycle)));
        return problems;
    }

    /**
     * Ids of all nodes, each behind those it is wired from; among several possible orders, ids decide. Wires from
     * nodes that do not exist are ignored.
     *
     * @throws IllegalArgumentException if the wires form a cycle
     */
    public static List<String> order(Graph graph) {
        List<String> order = acyclicPart(graph);
        if (order.size() < graph.nodes().size()) {
            throw new IllegalArgumentException(Cycles.problem(graph, Cycles.of(graph).getFirst()).toString());
        }
        return order;
    }

    /** The given nodes and all that they need, through any number of wires; ids of no node are ignored. */
    public static SortedSet<String> upstream(Graph graph, Set<String> ids) {
        SortedSet<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(ids);
        while (!open.isEmpty()) {
            String id = open.pop();
            if (graph.nodes().containsKey(id) && found.add(id)) {
                open.addAll(sources(graph, id));
            }
        }
        return found;
    }

    /** As {@link #order}, without the nodes in cycles and behind them. */
    static List<String> acyclicPart(Graph graph) {
        Map<String, List<String>> targets = new HashMap<>();
        Map<String, Integer> waiting = new HashMap<>();
        PriorityQueue<String> ready = new PriorityQueue<>();
        for (String id : graph.nodes().keySet()) {
            Collection<String> sources = sources(graph, id);
            sources.forEach(source -> targets.computeIfAbsent(source, key -> new ArrayList<>()).add(id));
            waiting.put(id, sources.size());
            if (sources.isEmpty()) {
                ready.add(id);
            }
        }
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String id = ready.remove();
            order.add(id);
            for (String target : targets.getOrDefault(id, List.of())) {
                if (waiting.merge(target, -1, Integer::sum) == 0) {
                    ready.add(target);
                }
            }
        }
        return order;
    }

    /** Ids of the existing nodes that a node is wired from, without repetition. */
    static SortedSet<String> sources(Graph graph, String id) {
        SortedSet<String> sources = new TreeSet<>();
        for (PortRef from : graph.nodes().get(id).inputs().values()) {
            if (graph.nodes().containsKey(from.node())) {
                sources.add(from.node());
            }
        }
        return sources;
    }
}
