// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.stillroom.edit.Bounds;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Wire;

/**
 * Which nodes and notes stay together because a frame is drawn around them. A frame whose nodes must stand both before
 * and behind a node outside it cannot stay in one piece if wires are to run from left to right; it is not a group.
 */
final class Grouping {

    private static final String ROOT = "";

    private final Graph graph;
    private final Map<String, Bounds> bounds;
    private final Map<String, Bounds> frames = new TreeMap<>();
    private final Map<String, String> frameOfNode = new HashMap<>();
    private final Map<String, String> frameOfNote = new HashMap<>();
    private final Map<String, String> frameOfFrame = new HashMap<>();

    /** @param bounds of the nodes, by id */
    Grouping(Graph graph, Map<String, Bounds> bounds) {
        this.graph = graph;
        this.bounds = bounds;
        boolean ordered = isOrdered();
        for (String id : largestFirst(graph.layout())) {
            Layout.Frame frame = graph.layout().frames().get(id);
            frames.put(id, new Bounds(frame.x(), frame.y(), frame.width(), frame.height()));
            assign();
            if (ordered && !isOrdered()) {
                frames.remove(id);
                assign();
            }
        }
        dropEmpty();
    }

    /** Frames that are groups, the outer before the inner ones. */
    List<String> groups() {
        return largestFirst(graph.layout()).stream().filter(frames::containsKey).toList();
    }

    Optional<String> groupAround(String frame) {
        return Optional.ofNullable(frameOfFrame.get(frame));
    }

    Optional<String> groupOfNode(String node) {
        return Optional.ofNullable(frameOfNode.get(node));
    }

    /** Notes inside groups, with the group. */
    Map<String, String> notes() {
        return new TreeMap<>(frameOfNote);
    }

    /** Nodes whose middle lies in a frame, whether it is a group or not. */
    List<String> inside(Layout.Frame frame) {
        Bounds area = new Bounds(frame.x(), frame.y(), frame.width(), frame.height());
        return bounds.keySet().stream().filter(id -> area.holds(bounds.get(id))).sorted().toList();
    }

    private static List<String> largestFirst(Layout layout) {
        Comparator<String> bySize = Comparator.comparingLong(
                id -> -(long) layout.frames().get(id).width() * layout.frames().get(id).height());
        return layout.frames().keySet().stream().sorted(bySize.thenComparing(Comparator.naturalOrder())).toList();
    }

    private void assign() {
        frameOfNode.clear();
        frameOfNote.clear();
        frameOfFrame.clear();
        // From the largest to the smallest, so that the innermost is what remains.
        List<String> outerFirst = groups();
        for (String id : outerFirst) {
            Bounds area = frames.get(id);
            bounds.forEach((node, at) -> putIf(area.holds(at), frameOfNode, node, id));
            graph.layout().notes().forEach((note, at) -> putIf(
                    area.holds(new Bounds(at.x(), at.y(), at.width(), at.height())), frameOfNote, note, id));
        }
        for (int outer = 0; outer < outerFirst.size(); outer++) {
            for (String inner : outerFirst.subList(outer + 1, outerFirst.size())) {
                putIf(encloses(frames.get(outerFirst.get(outer)), frames.get(inner)), frameOfFrame, inner,
                        outerFirst.get(outer));
            }
        }
    }

    private static void putIf(boolean condition, Map<String, String> map, String key, String value) {
        if (condition) {
            map.put(key, value);
        }
    }

    private void dropEmpty() {
        Set<String> filled = new HashSet<>();
        frameOfNode.values().forEach(group -> filled.addAll(chain(group)));
        frames.keySet().retainAll(filled);
        assign();
    }

    private static boolean encloses(Bounds outer, Bounds inner) {
        return inner.x() >= outer.x() && inner.y() >= outer.y() && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom();
    }

    /** A group and those around it, from the inside out. */
    private List<String> chain(String group) {
        List<String> chain = new ArrayList<>();
        for (String next = group; next != null; next = frameOfFrame.get(next)) {
            chain.add(next);
        }
        chain.add(ROOT);
        return chain;
    }

    /** Whether, with each group as one thing, what stands side by side can be put in an order along all wires. */
    private boolean isOrdered() {
        Map<String, Set<String>> next = new HashMap<>();
        Map<String, Integer> waiting = new HashMap<>();
        for (Wire wire : graph.wires()) {
            if (!graph.nodes().containsKey(wire.from().node())) {
                continue;
            }
            List<String> from = path(wire.from().node());
            List<String> to = path(wire.to().node());
            int level = 0;
            while (level < Math.min(from.size(), to.size()) && from.get(level).equals(to.get(level))) {
                level++;
            }
            if (level == Math.min(from.size(), to.size())) {
                return false;
            }
            waiting.putIfAbsent(from.get(level), 0);
            if (next.computeIfAbsent(from.get(level), item -> new HashSet<>()).add(to.get(level))) {
                waiting.merge(to.get(level), 1, Integer::sum);
            }
        }
        Deque<String> ready = new ArrayDeque<>();
        waiting.forEach((item, count) -> {
            if (count == 0) {
                ready.add(item);
            }
        });
        int ordered = 0;
        for (String item = ready.poll(); item != null; item = ready.poll()) {
            ordered++;
            for (String after : next.getOrDefault(item, Set.of())) {
                if (waiting.merge(after, -1, Integer::sum) == 0) {
                    ready.add(after);
                }
            }
        }
        return ordered == waiting.size();
    }

    /** Groups from the outermost in, then the node itself; kinds of items are told apart by a prefix. */
    private List<String> path(String node) {
        List<String> path = new ArrayList<>();
        path.add("node " + node);
        for (String group : chain(frameOfNode.get(node))) {
            path.add(0, "frame " + group);
        }
        return path;
    }
}
