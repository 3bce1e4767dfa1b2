// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/**
 * Where on the canvas is what a merge left unsettled.
 *
 * @param all conflicts by what they are about; a node also has those of its wires and parameters
 */
public record ConflictPlaces(Map<CanvasItem, List<Conflict>> all) {

    public static final ConflictPlaces NONE = new ConflictPlaces(Map.of());

    /** Quick where there are no conflicts. */
    public static ConflictPlaces of(Graph graph) {
        List<Conflict> conflicts = Conflicts.of(graph);
        if (conflicts.isEmpty()) {
            return NONE;
        }
        Map<CanvasItem, List<Conflict>> all = new LinkedHashMap<>();
        for (Conflict conflict : conflicts) {
            Set<CanvasItem> items = new LinkedHashSet<>();
            item(graph, conflict).ifPresent(items::add);
            node(graph, conflict).ifPresent(items::add);
            items.forEach(item -> all.computeIfAbsent(item, key -> new ArrayList<>()).add(conflict));
        }
        return new ConflictPlaces(all);
    }

    /** What a conflict is about, as narrowly as the canvas has it; empty if nothing of it is there. */
    public static Optional<CanvasItem> item(Graph graph, Conflict conflict) {
        List<String> path = conflict.path();
        boolean layout = path.getFirst().equals("layout") && path.size() > 2;
        if (layout && path.get(1).equals("frames")) {
            return Optional.of(path.get(2)).filter(graph.layout().frames()::containsKey).map(CanvasItem.FrameItem::new);
        }
        if (layout && path.get(1).equals("notes")) {
            return Optional.of(path.get(2)).filter(graph.layout().notes()::containsKey).map(CanvasItem.NoteItem::new);
        }
        return wire(graph, conflict).or(() -> node(graph, conflict));
    }

    public List<Conflict> at(CanvasItem item) {
        return all.getOrDefault(item, List.of());
    }

    private static Optional<CanvasItem> node(Graph graph, Conflict conflict) {
        return Optional.of(conflict.node()).filter(graph.nodes()::containsKey).map(CanvasItem.NodeItem::new);
    }

    private static Optional<CanvasItem> wire(Graph graph, Conflict conflict) {
        return target(conflict).flatMap(to -> Optional.ofNullable(graph.nodes().get(to.node()))
                .map(Node::inputs).map(inputs -> inputs.get(to.port()))
                .map(from -> new CanvasItem.WireItem(from, to)));
    }

    /** The input whose wire, or whose wire's way, a conflict is about. */
    public static Optional<PortRef> target(Conflict conflict) {
        List<String> path = conflict.path();
        boolean input = path.size() == 4 && path.getFirst().equals("nodes") && path.get(2).equals("inputs");
        boolean way = path.size() == 3 && path.getFirst().equals("layout") && path.get(1).equals("reroutes");
        if (input) {
            return Optional.of(new PortRef(path.get(1), path.get(3)));
        }
        try {
            return way ? Optional.of(PortRef.parse(path.get(2))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // a file may hold anything
            return Optional.empty();
        }
    }
}
