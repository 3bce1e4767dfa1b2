// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.PortRef;

/**
 * Where everything goes, in pixels at 100 %.
 *
 * @param nodes places by node id
 * @param frames those that hold nodes, by frame id; others stay
 * @param notes those inside frames, by note id; others stay
 * @param reroutes points of wires that need some, by the wire's target {@code node.port}; others have none
 */
public record Arrangement(Map<String, Layout.Point> nodes, Map<String, Bounds> frames,
        Map<String, Layout.Point> notes, Map<String, List<Layout.Point>> reroutes) {

    /** This arrangement as one step. What was removed meanwhile is left out, what was added stays where it is. */
    public Edit edit() {
        return new Edit(Messages.arrange, this::applyTo);
    }

    private Graph applyTo(Graph graph) {
        Layout old = graph.layout();
        SortedMap<String, Layout.Place> places = new TreeMap<>(old.nodes());
        nodes.forEach((id, at) -> {
            if (graph.nodes().containsKey(id)) {
                Layout.Place place = places.getOrDefault(id, new Layout.Place(0, 0, 0, 0, false));
                places.put(id, new Layout.Place(at.x(), at.y(), place.width(), place.height(), place.collapsed(),
                        place.extra()));
            }
        });
        SortedMap<String, Layout.Frame> movedFrames = new TreeMap<>(old.frames());
        frames.forEach((id, at) -> movedFrames.computeIfPresent(id, (name, frame) -> new Layout.Frame(frame.title(),
                at.x(), at.y(), at.width(), at.height(), frame.color(), frame.extra())));
        SortedMap<String, Layout.Note> movedNotes = new TreeMap<>(old.notes());
        notes.forEach((id, at) -> movedNotes.computeIfPresent(id, (name, note) -> new Layout.Note(note.text(),
                at.x(), at.y(), note.width(), note.height(), note.extra())));
        SortedMap<String, List<Layout.Point>> points = new TreeMap<>(reroutes);
        points.keySet().removeIf(target -> !isWired(graph, PortRef.parse(target)));
        Layout changed = old.withNodes(places).withFrames(movedFrames).withNotes(movedNotes).withReroutes(points);
        return changed.equals(old) ? graph : graph.withLayout(changed);
    }

    private static boolean isWired(Graph graph, PortRef to) {
        return graph.nodes().containsKey(to.node()) && graph.nodes().get(to.node()).inputs().containsKey(to.port());
    }
}
