// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import java.util.List;
import java.util.Optional;
import org.eclipse.gef.EditPart;
import org.eclipse.jface.util.TransferDropTargetListener;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Point;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Edit;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.overview.VisiblePart;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.contract.NodeType;

/** Adds nodes from the palette: where they are dropped, into the wire they are dropped onto, or in the middle. */
public final class PaletteDrop extends DropTargetAdapter implements TransferDropTargetListener {

    /** The pointer holds a node by its title. */
    static final int HOLD_X = 40;
    static final int HOLD_Y = 12;
    /** Several nodes added to the middle do not hide each other. */
    private static final int STEP = 32;

    private final GraphCanvas canvas;
    private final CanvasContext context;

    private PaletteDrop(GraphCanvas canvas) {
        this.canvas = canvas;
        this.context = canvas.context();
    }

    /** Lets node types be dropped on a canvas, as long as it lives. */
    public static PaletteDrop install(GraphCanvas canvas) {
        PaletteDrop drop = new PaletteDrop(canvas);
        canvas.viewer().addDropTargetListener((TransferDropTargetListener) drop);
        return drop;
    }

    @Override
    public Transfer getTransfer() {
        return TextTransfer.getInstance();
    }

    @Override
    public boolean isEnabled(DropTargetEvent event) {
        return context.host().editable();
    }

    @Override
    public void dragEnter(DropTargetEvent event) {
        event.detail = DND.DROP_COPY;
    }

    @Override
    public void dragOver(DropTargetEvent event) {
        event.detail = DND.DROP_COPY;
        event.feedback = DND.FEEDBACK_SCROLL;
    }

    @Override
    public void drop(DropTargetEvent event) {
        Optional<NodeType> type = DraggedType.parse(context.catalog(), event.data);
        if (type.isPresent()) {
            Point at = canvas.control().toControl(event.x, event.y);
            addAt(type.get(), at);
        } else {
            event.detail = DND.DROP_NONE;
        }
    }

    /** @param at in the canvas's control */
    void addAt(NodeType type, Point at) {
        Layout.Point pointer = canvas.toCanvas(at);
        Layout.Point place = new Layout.Point(pointer.x() - HOLD_X, pointer.y() - HOLD_Y);
        Graph graph = context.document().graph();
        String id = NodeEdits.freshId(graph, type);
        Edit edit = wireAt(at).filter(wire -> NodeEdits.fits(context.catalog(), type, graph, wire))
                .map(wire -> NodeEdits.insert(context.catalog(), type, id, place, wire))
                .orElseGet(() -> NodeEdits.add(type, id, place));
        add(type, id, edit);
    }

    /** Adds a node to the middle of what can be seen. */
    public void addInMiddle(NodeType type) {
        if (!context.host().editable()) {
            return;
        }
        Graph graph = context.document().graph();
        Layout.Point middle = new VisiblePart(canvas).middle();
        Layout.Point place = new Layout.Point(middle.x() - HOLD_X, middle.y() - HOLD_Y);
        while (isTaken(graph, place)) {
            place = new Layout.Point(place.x() + STEP, place.y() + STEP);
        }
        String id = NodeEdits.freshId(graph, type);
        add(type, id, NodeEdits.add(type, id, place));
    }

    private static boolean isTaken(Graph graph, Layout.Point place) {
        return graph.layout().nodes().values().stream()
                .anyMatch(other -> Math.abs(other.x() - place.x()) < STEP / 2
                        && Math.abs(other.y() - place.y()) < STEP / 2);
    }

    private void add(NodeType type, String id, Edit edit) {
        context.execute(edit);
        if (context.document().graph().nodes().containsKey(id)) {
            context.host().added(type);
            canvas.select(List.of(new CanvasItem.NodeItem(id)));
            canvas.control().setFocus();
        }
    }

    private Optional<Wire> wireAt(Point at) {
        EditPart part = canvas.viewer().findObjectAt(new org.eclipse.draw2d.geometry.Point(at.x, at.y));
        return part != null && part.getModel() instanceof CanvasItem.WireItem wire
                ? Optional.of(new Wire(wire.from(), wire.to())) : Optional.empty();
    }
}
