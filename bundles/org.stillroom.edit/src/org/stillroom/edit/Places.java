// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Frame;
import org.stillroom.graph.Layout.Note;
import org.stillroom.graph.Layout.Place;

/** Changes one entry of a layout; gives back the same graph where there is no such entry or it stays equal. */
final class Places {

    private Places() {}

    static Graph node(Graph graph, String id, UnaryOperator<Place> change) {
        if (!graph.nodes().containsKey(id)) {
            return graph;
        }
        Place before = Graphs.place(graph, id);
        Place after = change.apply(before);
        return after.equals(before) ? graph : graph.withLayout(graph.layout().withNode(id, after));
    }

    static Graph frame(Graph graph, String id, UnaryOperator<Frame> change) {
        SortedMap<String, Frame> frames = changed(graph.layout().frames(), id, change);
        return frames == null ? graph : graph.withLayout(graph.layout().withFrames(frames));
    }

    static Graph note(Graph graph, String id, UnaryOperator<Note> change) {
        SortedMap<String, Note> notes = changed(graph.layout().notes(), id, change);
        return notes == null ? graph : graph.withLayout(graph.layout().withNotes(notes));
    }

    /** Null where nothing changes. */
    private static <V> SortedMap<String, V> changed(SortedMap<String, V> all, String id, UnaryOperator<V> change) {
        V before = all.get(id);
        V after = before == null ? null : change.apply(before);
        if (before == null || after.equals(before)) {
            return null;
        }
        SortedMap<String, V> changed = new TreeMap<>(all);
        changed.put(id, after);
        return changed;
    }
}
