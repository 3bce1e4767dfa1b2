// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.stillroom.edit.Bounds;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;

/**
 * Branches one below the other, each of the shape that it has and below what it is a copy of, and to the right of them
 * who looks at all of them.
 *
 * @param graph with a place for each node, which tells the shape of its branch
 * @param sizes where a node is and how large it will be, by its id
 */
record Rows(Graph graph, Function<String, Bounds> sizes) {

    /** @param top of the first row */
    Map<String, Layout.Point> places(Set<String> nodes, Set<String> viewers, int top) {
        Map<String, Layout.Point> places = new HashMap<>();
        int y = top;
        int right = Integer.MIN_VALUE;
        for (Set<String> branch : branches(nodes)) {
            Bounds around = Bounds.around(branch.stream().map(sizes).toList());
            for (String id : branch) {
                Bounds old = sizes.apply(id);
                places.put(id, new Layout.Point(old.x(), y + old.y() - around.y()));
            }
            y += around.height() + NewNodes.GAP;
            right = Math.max(right, around.right());
        }
        int height = viewers.stream().mapToInt(id -> sizes.apply(id).height() + NewNodes.GAP).sum();
        int at = Math.max(top, (top + y - height) / 2);
        for (String id : new TreeSet<>(viewers)) {
            Bounds size = sizes.apply(id);
            places.put(id, new Layout.Point(nodes.isEmpty() ? size.x() : right + NewNodes.GAP, at));
            at += size.height() + NewNodes.GAP;
        }
        return places;
    }

    /** Nodes that wires between them join, those that stand highest first. */
    private List<Set<String>> branches(Set<String> nodes) {
        List<Set<String>> branches = new ArrayList<>();
        Set<String> left = new TreeSet<>(nodes);
        while (!left.isEmpty()) {
            Set<String> branch = new TreeSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(left.iterator().next()));
            while (!open.isEmpty()) {
                String id = open.pop();
                if (left.remove(id)) {
                    branch.add(id);
                    left.stream().filter(other -> joined(id, other)).forEach(open::add);
                }
            }
            branches.add(branch);
        }
        branches.sort(Comparator.comparingInt(branch -> branch.stream().mapToInt(id -> sizes.apply(id).y()).min()
                .orElseThrow()));
        return branches;
    }

    private boolean joined(String one, String other) {
        return leads(one, other) || leads(other, one);
    }

    private boolean leads(String from, String to) {
        return graph.nodes().get(to).inputs().values().stream().anyMatch(wire -> wire.node().equals(from));
    }
}
