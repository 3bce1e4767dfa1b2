// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Matches nodes that are gone with new nodes of the same type. First those that agree in everything, upstream nodes
 * before what they feed, so that a chain of renamed nodes is followed along its wires; then the best of the rest.
 */
final class Renames {

    private static final double ENOUGH = 0.5;

    /** Of properties looked at: beyond that nodes count as removed and added, so that no file can hang a program. */
    private static final int BUDGET = 2_000_000;

    private record Match(Node gone, Node added, double agreement) {}

    private final Graph before;
    private final Graph after;
    private final Map<String, List<Wire>> wiresBefore;
    private final Map<String, List<Wire>> wiresAfter;
    private final Map<String, List<Node>> addedByType = new HashMap<>();
    private final Map<String, String> kinds = new HashMap<>();

    /** What {@link #wires} found, until a name at one of the wires becomes known. */
    private final Map<String, Set<String>> wireTexts = new HashMap<>();
    private final SortedMap<String, String> names = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();
    private int budget = BUDGET;

    private Renames(Graph before, Graph after) {
        this.before = before;
        this.after = after;
        wiresBefore = wiresByNode(before);
        wiresAfter = wiresByNode(after);
    }

    /** New ids by old ids. */
    static SortedMap<String, String> between(Graph before, Graph after) {
        return new Renames(before, after).find();
    }

    private SortedMap<String, String> find() {
        for (Node node : after.nodes().values()) {
            if (!before.nodes().containsKey(node.id())) {
                addedByType.computeIfAbsent(node.type(), type -> new ArrayList<>()).add(node);
                kinds.put(node.id(), kind(node));
            }
        }
        List<Node> gone = gone();
        gone.forEach(node -> kinds.put(node.id(), kind(node)));
        for (Node node : gone) {
            List<Match> same = matches(node, 1);
            same.stream().filter(this::isSamePlace).findFirst()
                    .or(() -> same.stream().findFirst())
                    .ifPresent(this::take);
        }
        List<Match> likely = new ArrayList<>();
        gone.forEach(node -> likely.addAll(matches(node, ENOUGH)));
        likely.sort((a, b) -> Double.compare(b.agreement, a.agreement));
        likely.forEach(this::take);
        return names;
    }

    private List<Node> gone() {
        Set<String> order = new LinkedHashSet<>(GraphStructure.acyclicPart(before));
        order.addAll(before.nodes().keySet());
        order.removeAll(after.nodes().keySet());
        return order.stream().map(before.nodes()::get).toList();
    }

    private void take(Match match) {
        if (!names.containsKey(match.gone.id()) && taken.add(match.added.id())) {
            names.put(match.gone.id(), match.added.id());
            forgetNeighbours(wiresBefore.get(match.gone.id()));
            forgetNeighbours(wiresAfter.get(match.added.id()));
        }
    }

    private void forgetNeighbours(List<Wire> wires) {
        for (Wire wire : wires == null ? List.<Wire>of() : wires) {
            wireTexts.remove(wire.from().node());
            wireTexts.remove(wire.to().node());
        }
    }

    private List<Match> matches(Node gone, double enough) {
        List<Match> matches = new ArrayList<>();
        if (names.containsKey(gone.id())) {
            return matches;
        }
        for (Node added : addedByType.getOrDefault(gone.type(), List.of())) {
            if (--budget <= 0) {
                return matches;
            }
            if (!taken.contains(added.id())) {
                double agreement = agreement(gone, added);
                if (agreement >= enough) {
                    matches.add(new Match(gone, added, agreement));
                }
            }
        }
        return matches;
    }

    /** Share of the parameters and wires of either node that are the same for both; 1 if they have none. */
    private double agreement(Node gone, Node added) {
        Set<String> a = wireTexts.computeIfAbsent(gone.id(), id -> wires(id, wiresBefore, before));
        Set<String> b = wireTexts.computeIfAbsent(added.id(), id -> wires(id, wiresAfter, after));
        int all = a.size() + b.size() + gone.parameters().size() + added.parameters().size();
        budget -= all;
        int same = 0;
        for (String wire : a) {
            same += b.contains(wire) ? 1 : 0;
        }
        for (var parameter : gone.parameters().entrySet()) {
            var other = added.parameters().get(parameter.getKey());
            same += other != null && Values.same(parameter.getValue(), other) ? 1 : 0;
        }
        return all == same ? 1 : same / (double) (all - same);
    }

    private boolean isSamePlace(Match match) {
        Layout.Place place = before.layout().nodes().get(match.gone.id());
        return place != null && place.equals(after.layout().nodes().get(match.added.id()));
    }

    /** The wires at a node as texts that are equal in both graphs if the wires are. */
    private Set<String> wires(String id, Map<String, List<Wire>> wires, Graph graph) {
        Set<String> texts = new HashSet<>();
        for (Wire wire : wires.getOrDefault(id, List.of())) {
            if (wire.to().node().equals(id)) {
                texts.add(wire.to().port() + " from " + wire.from().port() + " of " + name(wire.from().node(), graph));
            } else {
                texts.add(wire.from().port() + " to " + wire.to().port() + " of " + name(wire.to().node(), graph));
            }
        }
        return texts;
    }

    /** The new id of a node; what the node is like as long as that is not known. */
    private String name(String id, Graph graph) {
        if (graph == before && names.containsKey(id)) {
            return names.get(id);
        }
        return taken.contains(id) ? id : kinds.getOrDefault(id, id);
    }

    private static String kind(Node node) {
        return node.type() + " with parameters " + node.parameters().hashCode();
    }

    private static Map<String, List<Wire>> wiresByNode(Graph graph) {
        Map<String, List<Wire>> wires = new HashMap<>();
        for (Wire wire : graph.wires()) {
            wires.computeIfAbsent(wire.from().node(), id -> new ArrayList<>()).add(wire);
            wires.computeIfAbsent(wire.to().node(), id -> new ArrayList<>()).add(wire);
        }
        return wires;
    }
}
