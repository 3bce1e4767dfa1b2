// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Finds what changed between two graphs, in the words of a graph rather than of a text file. */
public final class GraphDiff {

    /** Makes a change from a value before and after, of which at most one is absent. */
    private interface Maker<V> {
        Change make(String name, Optional<V> before, Optional<V> after);
    }

    private final Graph before;
    private final Graph after;
    private final List<Change> changes = new ArrayList<>();

    private GraphDiff(Graph before, Graph after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Changes that lead from {@code a} to {@code b}: renamed, removed and added nodes, then each node's own changes,
     * then models, providers and unknown properties, then the layout. Empty if and only if the graphs are equal, where
     * numbers of the same value are, whatever their digits: 3.5 and 3.50.
     *
     * <p>A node that is gone and a new one of the same type are one renamed node if at least half of their parameters
     * and wires agree; the best matches are taken. Wires and layout then follow the new name silently.
     */
    public static List<Change> between(Graph a, Graph b) {
        Map<String, String> names = Renames.between(a, b);
        GraphDiff diff = new GraphDiff(a.renamed(names), b);
        names.forEach((from, to) -> diff.changes.add(new LogicChange.NodeRenamed(from, to)));
        diff.logic();
        diff.layout();
        return diff.changes;
    }

    private void logic() {
        for (Node node : before.nodes().values()) {
            if (!after.nodes().containsKey(node.id())) {
                changes.add(new LogicChange.NodeRemoved(node));
            }
        }
        for (Node node : after.nodes().values()) {
            if (!before.nodes().containsKey(node.id())) {
                changes.add(new LogicChange.NodeAdded(node));
            }
        }
        for (String id : union(before.nodes(), after.nodes())) {
            node(before.nodes().get(id), after.nodes().get(id));
        }
        each(before.models(), after.models(), ModelPin::equals, LogicChange.ModelPinChanged::new);
        each(before.providers(), after.providers(), Provider::equals, LogicChange.ProviderChanged::new);
        each(before.extra(), after.extra(), Values::same,
                (name, a, b) -> new LogicChange.PropertyChanged("", name, a, b));
    }

    /** Either is null where the node is new or gone. */
    private void node(Node a, Node b) {
        if (a != null && b != null) {
            own(a, b);
        }
        String id = a == null ? b.id() : a.id();
        each(a == null ? Maps.none() : a.inputs(), b == null ? Maps.none() : b.inputs(), PortRef::equals,
                (port, from, to) -> wire(new PortRef(id, port), from, to));
    }

    private void own(Node a, Node b) {
        String id = b.id();
        if (!a.type().equals(b.type()) || a.version() != b.version()) {
            changes.add(new LogicChange.TypeChanged(id, a.type(), a.version(), b.type(), b.version()));
        }
        if (a.mode() != b.mode()) {
            changes.add(new LogicChange.ModeChanged(id, a.mode(), b.mode()));
        }
        each(a.parameters(), b.parameters(), Values::same,
                (name, from, to) -> new LogicChange.ParameterChanged(id, name, from, to));
        each(a.extra(), b.extra(), Values::same,
                (name, from, to) -> new LogicChange.PropertyChanged(id, name, from, to));
    }

    private static Change wire(PortRef target, Optional<PortRef> a, Optional<PortRef> b) {
        if (a.isPresent() && b.isPresent()) {
            return new LogicChange.WireChanged(target, a.get(), b.get());
        }
        return a.isPresent()
                ? new LogicChange.WireRemoved(new Wire(a.get(), target))
                : new LogicChange.WireAdded(new Wire(b.orElseThrow(), target));
    }

    private void layout() {
        Layout a = before.layout();
        Layout b = after.layout();
        each(staying(a.nodes()), staying(b.nodes()), Layout.Place::equals, LayoutChange.Moved::new);
        each(a.reroutes(), b.reroutes(), List::equals, LayoutChange.RerouteChanged::new);
        each(a.frames(), b.frames(), Layout.Frame::equals, LayoutChange.FrameChanged::new);
        each(a.notes(), b.notes(), Layout.Note::equals, LayoutChange.NoteChanged::new);
        each(a.extra(), b.extra(), Values::same, LayoutChange.LayoutPropertyChanged::new);
    }

    /** Without the places of nodes that are new or gone, which say nothing that the node's change does not. */
    private SortedMap<String, Layout.Place> staying(SortedMap<String, Layout.Place> places) {
        SortedMap<String, Layout.Place> staying = new TreeMap<>(places);
        staying.keySet().removeIf(id -> before.nodes().containsKey(id) != after.nodes().containsKey(id));
        return staying;
    }

    private <V> void each(SortedMap<String, V> a, SortedMap<String, V> b, BiPredicate<V, V> same, Maker<V> maker) {
        for (String name : union(a, b)) {
            V from = a.get(name);
            V to = b.get(name);
            if (from == null || to == null || !same.test(from, to)) {
                changes.add(maker.make(name, Optional.ofNullable(from), Optional.ofNullable(to)));
            }
        }
    }

    private static SortedSet<String> union(SortedMap<String, ?> a, SortedMap<String, ?> b) {
        SortedSet<String> union = new TreeSet<>(a.keySet());
        union.addAll(b.keySet());
        return union;
    }
}
