// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Edit;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.layout.AutoLayout;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;

/** Gives the nodes that an edit adds places in layers below everything else, and leaves all others where they are. */
final class NewNodes {

    private static final int GAP = 60;

    private NewNodes() {}

    /** Ids of the nodes that an edit adds to a graph. */
    static Set<String> of(Graph before, Graph after) {
        Set<String> added = new TreeSet<>(after.nodes().keySet());
        added.removeAll(before.nodes().keySet());
        return added;
    }

    /**
     * The edit with places for its new nodes, as one step.
     *
     * @param drawn what is drawn and where; null or of size 0 for what is not
     */
    static Edit arranged(Edit edit, Graph before, NodeCatalog catalog, Function<CanvasItem, Bounds> drawn) {
        Graph after = edit.change().apply(before);
        Set<String> added = of(before, after);
        List<Bounds> present = drawn(before, drawn);
        if (added.isEmpty() || present.isEmpty()) {
            return edit;
        }
        Bounds around = Bounds.around(present);
        Map<String, Layout.Point> places = new HashMap<>(AutoLayout.positions(only(after, added), catalog,
                item -> withPicture(likeTwin(item, before, after, drawn), item, after, catalog)));
        int left = places.values().stream().mapToInt(Layout.Point::x).min().orElse(0);
        int top = places.values().stream().mapToInt(Layout.Point::y).min().orElse(0);
        // the copies begin below the encoder that they are copies of, so that its wires go on to the right
        int begin = after.layout().nodes().entrySet().stream().filter(place -> added.contains(place.getKey()))
                .mapToInt(place -> place.getValue().x()).min().orElse(around.x());
        places.replaceAll((id, at) -> new Layout.Point(at.x() - left + begin,
                at.y() - top + around.bottom() + GAP));
        return edit.then(LayoutEdits.place(places));
    }

    private static List<Bounds> drawn(Graph graph, Function<CanvasItem, Bounds> drawn) {
        List<CanvasItem> items = new ArrayList<>();
        graph.nodes().keySet().forEach(id -> items.add(new CanvasItem.NodeItem(id)));
        graph.layout().frames().keySet().forEach(id -> items.add(new CanvasItem.FrameItem(id)));
        graph.layout().notes().keySet().forEach(id -> items.add(new CanvasItem.NoteItem(id)));
        List<Bounds> bounds = new ArrayList<>();
        items.forEach(item -> size(drawn, item).ifPresent(bounds::add));
        return bounds;
    }

    /** The new nodes alone, with the wires between them. */
    private static Graph only(Graph after, Set<String> added) {
        SortedMap<String, Node> nodes = new TreeMap<>();
        for (String id : added) {
            SortedMap<String, PortRef> inputs = new TreeMap<>(after.nodes().get(id).inputs());
            inputs.values().removeIf(from -> !added.contains(from.node()));
            nodes.put(id, after.nodes().get(id).withInputs(inputs));
        }
        SortedMap<String, Layout.Place> places = new TreeMap<>(after.layout().nodes());
        places.keySet().retainAll(added);
        return Graph.EMPTY.withNodes(nodes).withLayout(Layout.EMPTY.withNodes(places));
    }

    /** A new node is about as large as one of the same type that is drawn, and no larger than the largest. */
    private static Bounds likeTwin(CanvasItem item, Graph before, Graph after, Function<CanvasItem, Bounds> drawn) {
        if (!(item instanceof CanvasItem.NodeItem node)) {
            return null;
        }
        String type = after.nodes().get(node.id()).type();
        Layout.Place place = after.layout().nodes().getOrDefault(node.id(), new Layout.Place(0, 0, 0, 0, false));
        int width = 0;
        int height = 0;
        for (Node present : before.nodes().values()) {
            Optional<Bounds> bounds = size(drawn, new CanvasItem.NodeItem(present.id()));
            if (bounds.isPresent() && present.type().equals(type)) {
                return new Bounds(place.x(), place.y(), bounds.get().width(), bounds.get().height());
            }
            width = Math.max(width, bounds.map(Bounds::width).orElse(0));
            height = Math.max(height, bounds.map(Bounds::height).orElse(0));
        }
        return width == 0 ? null : new Bounds(place.x(), place.y(), width, height);
    }

    /** A node that ends a branch shows a square picture as wide as itself after a run, and then needs the room. */
    private static Bounds withPicture(Bounds bounds, CanvasItem item, Graph after, NodeCatalog catalog) {
        boolean ends = item instanceof CanvasItem.NodeItem node && catalog.nodeType(after.nodes().get(node.id()).type())
                .filter(type -> type.outputs().isEmpty()).isPresent();
        return bounds == null || !ends ? bounds : new Bounds(bounds.x(), bounds.y(), bounds.width(),
                Math.max(bounds.height(), 2 * bounds.width()));
    }

    private static Optional<Bounds> size(Function<CanvasItem, Bounds> drawn, CanvasItem item) {
        return Optional.ofNullable(drawn.apply(item)).filter(bounds -> bounds.width() > 0 && bounds.height() > 0);
    }
}
