// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Frame;
import org.stillroom.graph.Layout.Note;
import org.stillroom.graph.Layout.Place;

/** What lies inside a frame, and so moves with it: nodes and notes by their middle, frames that are wholly inside. */
public final class FrameContents {

    private FrameContents() {}

    /** The items, and what lies inside the frames among them; sizes as the graph says, a point where it says none. */
    public static Set<CanvasItem> with(Graph graph, Set<CanvasItem> items) {
        return with(graph, items, item -> bounds(graph.layout(), item));
    }

    /**
     * The items, and what lies inside the frames among them.
     *
     * @param drawn where the nodes, frames and notes of the graph are drawn
     */
    public static Set<CanvasItem> with(Graph graph, Set<CanvasItem> items, Function<CanvasItem, Bounds> drawn) {
        Set<CanvasItem> all = new LinkedHashSet<>(items);
        for (String id : Items.frames(items)) {
            Frame frame = graph.layout().frames().get(id);
            if (frame != null) {
                Bounds outer = bounds(frame);
                Items.all(graph).stream()
                        .filter(item -> inside(outer, item, drawn.apply(item)))
                        .forEach(all::add);
            }
        }
        return all;
    }

    /** Where an item is by the graph alone, with size 0 where that is left to what draws it. */
    public static Bounds bounds(Layout layout, CanvasItem item) {
        return switch (item) {
            case NodeItem node -> bounds(layout.nodes().getOrDefault(node.id(), new Place(0, 0, 0, 0, false)));
            case FrameItem frame -> bounds(layout.frames().getOrDefault(frame.id(), new Frame("", 0, 0, 0, 0, "")));
            case NoteItem note -> bounds(layout.notes().getOrDefault(note.id(), new Note("", 0, 0, 0, 0)));
            default -> new Bounds(0, 0, 0, 0);
        };
    }

    static boolean inside(Bounds frame, CanvasItem item, Bounds other) {
        return item instanceof FrameItem
                ? !frame.equals(other) && other.x() >= frame.x() && other.y() >= frame.y()
                        && other.right() <= frame.right() && other.bottom() <= frame.bottom()
                : frame.holds(other);
    }

    private static Bounds bounds(Place place) {
        return new Bounds(place.x(), place.y(), place.width(), place.height());
    }

    private static Bounds bounds(Frame frame) {
        return new Bounds(frame.x(), frame.y(), frame.width(), frame.height());
    }

    private static Bounds bounds(Note note) {
        return new Bounds(note.x(), note.y(), note.width(), note.height());
    }
}
