// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.Whole;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.graph.Graph;

/** The canvas itself. Listens to the graph, and tells those parts that a change concerns, and no others. */
public final class GraphPart extends ItemPart {

    private final GraphDocument.Listener graphListener = this::changed;
    private final Consumer<String> overlayListener = this::overlaid;

    GraphPart(PartContext context, Whole whole) {
        super(context, whole);
    }

    @Override
    public void activate() {
        if (!isActive()) {
            context().canvas().document().addListener(graphListener);
            context().canvas().overlay().addListener(overlayListener);
        }
        super.activate();
    }

    @Override
    public void deactivate() {
        if (isActive()) {
            context().canvas().document().removeListener(graphListener);
            context().canvas().overlay().removeListener(overlayListener);
        }
        super.deactivate();
    }

    /** The part of a node, if it is there. */
    public Optional<NodePart> node(String id) {
        return part(new NodeItem(id)).map(NodePart.class::cast);
    }

    /** The part of any item, if it is there. */
    public Optional<GraphicalEditPart> part(CanvasItem item) {
        return Optional.ofNullable((GraphicalEditPart) getViewer().getEditPartRegistry().get(item));
    }

    /** Where an item is drawn, in the coordinates of the canvas; nowhere if it is not. */
    public Bounds bounds(CanvasItem item) {
        return part(item).map(Drawn::bounds).orElse(new Bounds(0, 0, 0, 0));
    }

    @Override
    public String description() {
        return CanvasMessages.of(CanvasMessages.graph, context().graph().nodes().size());
    }

    @Override
    protected IFigure createFigure() {
        return new NodesLayer();
    }

    @Override
    protected List<CanvasItem> getModelChildren() {
        Graph graph = context().graph();
        List<CanvasItem> children = new ArrayList<>();
        graph.layout().frames().keySet().forEach(id -> children.add(context().same(new FrameItem(id))));
        graph.layout().notes().keySet().forEach(id -> children.add(context().same(new NoteItem(id))));
        graph.nodes().keySet().forEach(id -> children.add(context().same(new NodeItem(id))));
        return children;
    }

    @Override
    protected void addChildVisual(EditPart child, int index) {
        IFigure figure = ((GraphicalEditPart) child).getFigure();
        if (child instanceof FramePart) {
            getLayer(CanvasRoot.FRAMES).add(figure);
        } else {
            getContentPane().add(figure);
        }
    }

    @Override
    protected void removeChildVisual(EditPart child) {
        IFigure figure = ((GraphicalEditPart) child).getFigure();
        figure.getParent().remove(figure);
    }

    private void overlaid(String id) {
        node(id).ifPresent(NodePart::refreshStatus);
    }

    private void changed(Graph before, Graph after) {
        GraphChanges changes = new GraphChanges(before, after);
        if (changes.itemsChanged()) {
            refreshChildren();
        }
        changes.frames().forEach(id -> part(new FrameItem(id)).ifPresent(GraphicalEditPart::refresh));
        changes.notes().forEach(id -> part(new NoteItem(id)).ifPresent(GraphicalEditPart::refresh));
        changes.nodes().forEach(id -> node(id).ifPresent(NodePart::refreshNode));
        changes.moved().forEach(id -> node(id).ifPresent(NodePart::refreshPlace));
        changes.outputs().forEach(port -> refreshWires(new PortItem(port, false)));
        changes.inputs().forEach(port -> refreshWires(new PortItem(port, true)));
        changes.rerouted().forEach(port -> context().canvas().document().wires().to(port)
                .flatMap(wire -> part(new CanvasItem.WireItem(wire.from(), wire.to())))
                .ifPresent(GraphicalEditPart::refresh));
        changes.conflicts().forEach(this::refreshConflict);
    }

    private void refreshConflict(CanvasItem item) {
        part(item).ifPresent(part -> {
            if (part instanceof NodePart node) {
                node.refreshNode();
            } else {
                part.refresh();
            }
        });
    }

    private void refreshWires(PortItem port) {
        // a port that its type does not have comes and goes with its wires
        node(port.port().node()).ifPresent(NodePart::refreshPorts);
        part(port).map(PortPart.class::cast).ifPresent(PortPart::refreshWires);
    }

    /** The layer of nodes. It reaches beyond them, so that one can scroll past the last node on every side. */
    private static final class NodesLayer extends FreeformLayer {

        private static final int BEYOND = 3000;

        @Override
        public Rectangle getFreeformExtent() {
            return super.getFreeformExtent().getExpanded(BEYOND, BEYOND);
        }
    }
}
