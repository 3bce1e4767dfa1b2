// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Edit;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * Gives the nodes that an edit adds places below everything else, a row for each branch, and leaves all others where
 * they are.
 */
final class NewNodes {

    static final int GAP = 60;

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
        Rows rows = new Rows(after, id -> withPicture(likeTwin(new CanvasItem.NodeItem(id), before, after, drawn), id,
                after, catalog));
        Set<String> viewers = added.stream().filter(id -> views(after.nodes().get(id), catalog))
                .collect(Collectors.toSet());
        Set<String> branches = new TreeSet<>(added);
        branches.removeAll(viewers);
        return edit.then(LayoutEdits.place(rows.places(branches, viewers, Bounds.around(present).bottom() + GAP)));
    }

    /** Whether a node only shows what several branches made. */
    static boolean views(Node node, NodeCatalog catalog) {
        return catalog.nodeType(node.type()).filter(type -> type.sink() && type.parameter("name").isEmpty())
                .isPresent();
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

    /** A new node is about as large as one of the same type that is drawn, and no larger than the largest. */
    private static Bounds likeTwin(CanvasItem.NodeItem node, Graph before, Graph after,
            Function<CanvasItem, Bounds> drawn) {
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
        return new Bounds(place.x(), place.y(), width, height);
    }

    /** A node that ends a branch shows a square picture as wide as itself after a run, and then needs the room. */
    private static Bounds withPicture(Bounds bounds, String id, Graph after, NodeCatalog catalog) {
        boolean ends = catalog.nodeType(after.nodes().get(id).type()).filter(type -> type.outputs().isEmpty())
                .isPresent();
        return !ends ? bounds : new Bounds(bounds.x(), bounds.y(), bounds.width(),
                Math.max(bounds.height(), 2 * bounds.width()));
    }

    private static Optional<Bounds> size(Function<CanvasItem, Bounds> drawn, CanvasItem item) {
        return Optional.ofNullable(drawn.apply(item)).filter(bounds -> bounds.width() > 0 && bounds.height() > 0);
    }
}
