// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.graph.Graph;

/** Sets of items: of a graph, and sorted by what they are. */
public final class Items {

    private Items() {}

    /** All nodes, frames and notes of a graph. */
    public static Set<CanvasItem> all(Graph graph) {
        Set<CanvasItem> all = new LinkedHashSet<>();
        graph.nodes().keySet().forEach(id -> all.add(new NodeItem(id)));
        graph.layout().frames().keySet().forEach(id -> all.add(new FrameItem(id)));
        graph.layout().notes().keySet().forEach(id -> all.add(new NoteItem(id)));
        return all;
    }

    /** The nodes, frames and notes that are in {@code after} only: what to select after adding or pasting. */
    public static Set<CanvasItem> added(Graph before, Graph after) {
        Set<CanvasItem> added = all(after);
        added.removeAll(all(before));
        return added;
    }

    static Set<String> nodes(Collection<CanvasItem> items) {
        return ids(items, NodeItem.class, NodeItem::id);
    }

    static Set<String> frames(Collection<CanvasItem> items) {
        return ids(items, FrameItem.class, FrameItem::id);
    }

    static Set<String> notes(Collection<CanvasItem> items) {
        return ids(items, NoteItem.class, NoteItem::id);
    }

    /** What an item is called in the label of an edit, where it is the only one. */
    static String name(CanvasItem item) {
        return switch (item) {
            case NodeItem node -> node.id();
            case FrameItem frame -> frame.id();
            case NoteItem note -> note.id();
            case CanvasItem.WireItem wire -> wire.from() + " \u2192 " + wire.to();
            case CanvasItem.RerouteItem reroute -> reroute.wireTarget().toString();
            case CanvasItem.PortItem port -> port.port().toString();
            case CanvasItem.Whole whole -> "";
        };
    }

    /** A label for one item by its name, or for several by their number. */
    static String label(String one, String many, Collection<CanvasItem> items) {
        return items.size() == 1 ? Messages.of(one, name(items.iterator().next())) : Messages.of(many, items.size());
    }

    private static <I> Set<String> ids(Collection<CanvasItem> items, Class<I> kind, Function<I, String> id) {
        return items.stream().filter(kind::isInstance).map(kind::cast).map(id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
