// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds cycles by a depth-first walk against the wires, without recursion: a chain may be a hundred thousand nodes
 * long. Cycles that share a node are reported one at a time, since there may be more of them than memory holds;
 * wherever there are cycles, at least one is found.
 */
final class Cycles {

    private static final int LONGEST_SHOWN = 20;

    private final Graph graph;
    private final List<String> path = new ArrayList<>();
    private final List<Iterator<String>> branches = new ArrayList<>();
    private final Map<String, Integer> depth = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    /** For each node on the path, the place of the last node up to it that is in a reported cycle, or -1. */
    private final List<Integer> reported = new ArrayList<>();
    private final List<List<String>> cycles = new ArrayList<>();

    private Cycles(Graph graph) {
        this.graph = graph;
    }

    /** Cycles in the direction of the wires, each beginning at its first id, sorted by it. */
    static List<List<String>> of(Graph graph) {
        Cycles search = new Cycles(graph);
        graph.nodes().keySet().forEach(search::walk);
        search.cycles.sort((a, b) -> a.getFirst().compareTo(b.getFirst()));
        return search.cycles;
    }

    static Problem problem(Graph graph, List<String> cycle) {
        String first = cycle.getFirst();
        String last = cycle.getLast();
        String port = "";
        for (var input : graph.nodes().get(first).inputs().entrySet()) {
            if (input.getValue().node().equals(last)) {
                port = input.getKey();
            }
        }
        String shown = cycle.size() <= LONGEST_SHOWN
                ? String.join(" -> ", cycle)
                : String.join(" -> ", cycle.subList(0, LONGEST_SHOWN)) + " -> (" + (cycle.size() - LONGEST_SHOWN)
                        + " more)";
        return Problem.error(first, port, "the wires form a cycle: " + shown + " -> " + first
                + "; remove one of them");
    }

    private void walk(String start) {
        if (!left.contains(start)) {
            enter(start);
        }
        while (!path.isEmpty()) {
            Iterator<String> branch = branches.getLast();
            if (!branch.hasNext()) {
                branches.removeLast();
                reported.removeLast();
                String id = path.removeLast();
                depth.remove(id);
                left.add(id);
                continue;
            }
            String source = branch.next();
            if (depth.containsKey(source)) {
                report(depth.get(source));
            } else if (!left.contains(source)) {
                enter(source);
            }
        }
    }

    private void enter(String id) {
        reported.add(path.isEmpty() ? -1 : reported.getLast());
        depth.put(id, path.size());
        path.add(id);
        branches.add(GraphStructure.sources(graph, id).iterator());
    }

    private void report(int start) {
        if (reported.getLast() < start) {
            List<String> cycle = new ArrayList<>(path.subList(start, path.size()).reversed());
            Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
            cycles.add(cycle);
            for (int i = start; i < path.size(); i++) {
                reported.set(i, i);
            }
        }
    }
}
