// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stillroom.edit.Bounds;
import org.stillroom.graph.Layout;

/** How far the arrangement is moved as a whole, so that it stays where the graph was and off the notes. */
record Shift(int dx, int dy) {

    /** @param carried notes that were arranged too, and so are not in the way */
    static Shift of(Layout layout, Map<String, Bounds> before, Map<String, Bounds> nodes, Map<String, Bounds> frames,
            Set<String> carried, int gap) {
        List<Bounds> arranged = new ArrayList<>(nodes.values());
        arranged.addAll(frames.values());
        if (arranged.isEmpty()) {
            return new Shift(0, 0);
        }
        List<Bounds> were = new ArrayList<>(before.values());
        frames.keySet().stream().map(layout.frames()::get)
                .forEach(frame -> were.add(new Bounds(frame.x(), frame.y(), frame.width(), frame.height())));
        Bounds from = Bounds.around(arranged);
        Bounds to = Bounds.around(were);
        int dx = to.x() - from.x();
        List<Bounds> notes = layout.notes().entrySet().stream().filter(note -> !carried.contains(note.getKey()))
                .map(note -> new Bounds(note.getValue().x(), note.getValue().y(), note.getValue().width(),
                        note.getValue().height()))
                .toList();
        Shift shift = new Shift(dx, to.y() - from.y());
        while (true) {
            Shift tried = shift;
            int lowest = notes.stream().filter(note -> arranged.stream().anyMatch(item -> tried.meets(item, note)))
                    .mapToInt(Bounds::bottom).max().orElse(Integer.MIN_VALUE);
            if (lowest == Integer.MIN_VALUE) {
                return shift;
            }
            shift = new Shift(dx, lowest + gap - from.y());
        }
    }

    int x(Bounds item) {
        return item.x() + dx;
    }

    int y(Bounds item) {
        return item.y() + dy;
    }

    private boolean meets(Bounds item, Bounds note) {
        return x(item) < note.right() && note.x() < x(item) + item.width()
                && y(item) < note.bottom() && note.y() < y(item) + item.height();
    }
}
