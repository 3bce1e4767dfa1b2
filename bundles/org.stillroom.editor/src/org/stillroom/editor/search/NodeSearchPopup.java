// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Items;
import org.stillroom.edit.NodeEdits;
import org.stillroom.edit.NodeSearch;
import org.stillroom.edit.Room;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.figures.NodeFigure;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.contract.NodeType;

/**
 * The list of nodes that opens on the canvas and is searched while typing. At most one is open for a canvas; it goes
 * when it loses the focus.
 */
public final class NodeSearchPopup {

    private final GraphCanvas canvas;
    private final CanvasContext context;
    private NodeSearchShell open;

    public NodeSearchPopup(GraphCanvas canvas) {
        this.canvas = canvas;
        this.context = canvas.context();
        canvas.control().addDisposeListener(event -> close());
    }

    /**
     * Opens the list.
     *
     * @param at where the node is added, in canvas coordinates
     */
    public void open(Point at, NodeOffer offer) {
        close();
        if (context.host().editable()) {
            open = new NodeSearchShell(canvas.control(), canvas.look(), context.catalog(), offer,
                    text -> find(offer, text), type -> add(offer, type, at));
            open.show(canvas.control().toDisplay(canvas.toControl(at)));
        }
    }

    public boolean isOpen() {
        return open != null && !open.shell().isDisposed();
    }

    /** The window, for tests and for placing things beside it. */
    Optional<Shell> shell() {
        return isOpen() ? Optional.of(open.shell()) : Optional.empty();
    }

    public void close() {
        if (isOpen()) {
            open.close();
        }
        open = null;
    }

    private Room room(NodeType type, Point at, Wire wire) {
        Map<CanvasItem, Bounds> items = new HashMap<>();
        for (CanvasItem item : Items.all(context.document().graph())) {
            if (!(item instanceof CanvasItem.FrameItem)) {
                items.put(item, canvas.bounds(item));
            }
        }
        Dimension size = NodeFigure.likelySize(canvas.look(), type);
        return Room.find(at, size.width, size.height, items, new CanvasItem.NodeItem(wire.from().node()),
                new CanvasItem.NodeItem(wire.to().node()));
    }

    private List<NodeType> find(NodeOffer offer, String text) {
        List<NodeType> found = offer.find(context.catalog(), context.document().graph(), text);
        // a wire has an order of its own for what it fits
        boolean ordered = text.isBlank() && !(offer instanceof NodeOffer.Anything);
        return ordered ? found : NodeSearch.find(found, text, context.host().usual());
    }

    private void add(NodeOffer offer, NodeType type, Point at) {
        close();
        String id = NodeEdits.freshId(context.document().graph(), type);
        context.execute(offer instanceof NodeOffer.InWire in
                ? NodeEdits.insert(context.catalog(), type, id, room(type, at, in.wire()), in.wire())
                : offer.add(context.catalog(), type, id, at));
        if (context.document().graph().nodes().containsKey(id)) {
            context.host().added(type);
            CanvasItem added = new CanvasItem.NodeItem(id);
            canvas.select(List.of(added));
            canvas.reveal(added);
        }
        canvas.control().setFocus();
    }
}
