// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.parts.ReroutePart;
import org.stillroom.editor.canvas.parts.WirePart;
import org.stillroom.graph.Wire;

/** Goes about the canvas without a mouse: from node to node, into their ports and along wires; and draws wires. */
public final class Walk {

    private final PartContext context;
    private final GraphicalViewer viewer;
    private final Consumer<EditPart> focused;

    /** @param focused told where the keyboard is, also where nothing is selected */
    public Walk(PartContext context, GraphicalViewer viewer, Consumer<EditPart> focused) {
        this.context = context;
        this.viewer = viewer;
        this.focused = focused;
    }

    /** What keys act on; the whole graph where nothing is selected. */
    GraphicalEditPart focus() {
        EditPart focus = viewer.getFocusEditPart();
        List<?> selected = viewer.getSelectedEditParts();
        return (GraphicalEditPart) (focus instanceof GraphPart && !selected.isEmpty()
                ? selected.get(selected.size() - 1) : focus);
    }

    void select(EditPart part, boolean adding) {
        if (adding) {
            viewer.appendSelection(part);
        } else {
            viewer.select(part);
        }
        viewer.setFocus(part);
        viewer.reveal(part);
    }

    /** Shows a part and tells of it, and leaves the selection as it is. */
    void lookAt(GraphicalEditPart part) {
        viewer.setFocus(part);
        viewer.reveal(part);
        focused.accept(part);
    }

    /** To what an arrow key leads to. */
    void go(int key, boolean adding) {
        GraphicalEditPart focus = focus();
        Optional<? extends EditPart> next = focus instanceof PortPart port ? Neighbours.ofPort(port, key)
                : focus instanceof WirePart wire ? Neighbours.ofWire(wire, key)
                : Neighbours.of(graph(), focus, CanvasKeyHandler.direction(key));
        next.ifPresent(part -> select(part, adding));
    }

    public boolean hasPorts() {
        return focus() instanceof NodePart node && !node.ports().isEmpty();
    }

    /** From a node to its outputs or, where it has none, its inputs. */
    public void toPorts() {
        if (hasPorts()) {
            List<PortPart> ports = ((NodePart) focus()).ports();
            select(ports.stream().filter(port -> !port.port().input()).findFirst().orElse(ports.get(0)), false);
        }
    }

    public boolean hasWires() {
        return !wires().isEmpty();
    }

    /** From a port to its first wire. */
    public void toWires() {
        wires().stream().findFirst().ifPresent(wire -> select((EditPart) wire, false));
    }

    private List<Object> wires() {
        List<Object> wires = new ArrayList<>();
        if (focus() instanceof PortPart port) {
            wires.addAll(port.getSourceConnections());
            wires.addAll(port.getTargetConnections());
        }
        return wires;
    }

    public boolean isInside() {
        return focus() instanceof PortPart || focus() instanceof ReroutePart || focus() instanceof WirePart;
    }

    /** From a part of something to the whole. */
    public void out() {
        switch (focus()) {
            case PortPart port -> select(port.node(), false);
            case ReroutePart point -> select(point.getParent(), false);
            case WirePart wire -> graph().node(wire.item().to().node()).ifPresent(node -> select(node, false));
            default -> viewer.deselectAll();
        }
    }

    /** Whether a wire can start here, or can be moved. */
    public boolean canWire() {
        return context.editable() && (focus() instanceof PortPart || hasPorts() || canMoveWire());
    }

    public boolean canMoveWire() {
        return context.editable() && focus() instanceof WirePart wire && wire.getSource() instanceof PortPart
                && wire.getTarget() instanceof PortPart;
    }

    /** Draws a wire from a port, or from the node's first port that has none; moves the end of a wire. */
    public void wire() {
        switch (focus()) {
            case PortPart port when context.editable() -> start(port, port, Optional.empty());
            case NodePart node when context.editable() -> node.ports().stream()
                    .min(Comparator.comparing((PortPart port) -> port.port().input()).thenComparing(Walk::isWired))
                    .ifPresent(port -> start(node, port, Optional.empty()));
            case WirePart wire -> move(wire, true);
            default -> { }
        }
    }

    /** Moves the start of the wire to another port. */
    public void moveStart() {
        if (focus() instanceof WirePart wire) {
            move(wire, false);
        }
    }

    private void move(WirePart wire, boolean end) {
        if (canMoveWire()) {
            start(wire, (PortPart) (end ? wire.getSource() : wire.getTarget()),
                    Optional.of(new Wire(wire.item().from(), wire.item().to())));
        }
    }

    private void start(GraphicalEditPart from, PortPart held, Optional<Wire> old) {
        viewer.getEditDomain().setActiveTool(new KeyboardWiring(context, viewer, this, from, held, old));
    }

    private static boolean isWired(PortPart port) {
        return !port.getSourceConnections().isEmpty() || !port.getTargetConnections().isEmpty();
    }

    private GraphPart graph() {
        return (GraphPart) viewer.getContents();
    }
}
