// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.KeyHandler;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyEvent;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.FrameContents;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.parts.Described;
import org.stillroom.editor.canvas.parts.FramePart;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.NotePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.parts.ReroutePart;
import org.stillroom.editor.canvas.parts.WirePart;

/**
 * The canvas by keyboard. Arrows go to the next node, with Ctrl they move what is selected, with Shift they add to the
 * selection. Alt+Down goes into a node to its ports, Alt+Up back to the node; from a port, arrows go to other ports and
 * along wires, and / to its wires. Enter edits; W, or Enter on a port, draws a wire.
 */
public final class CanvasKeyHandler extends KeyHandler {

    private static final int NUDGE = 10;

    private final PartContext context;
    private final DirectEditing editing;
    private final GraphicalViewer viewer;

    public CanvasKeyHandler(PartContext context, DirectEditing editing, GraphicalViewer viewer) {
        this.context = context;
        this.editing = editing;
        this.viewer = viewer;
    }

    @Override
    public boolean keyPressed(KeyEvent event) {
        int modifiers = event.stateMask & SWT.MODIFIER_MASK;
        boolean arrow = direction(event.keyCode) != null;
        if (arrow && modifiers == SWT.ALT) {
            return inOrOut(event.keyCode);
        }
        if (arrow && (modifiers & SWT.CTRL) != 0) {
            return nudge(direction(event.keyCode), (modifiers & SWT.SHIFT) != 0 ? 1 : NUDGE);
        }
        if (arrow && (modifiers == 0 || modifiers == SWT.SHIFT)) {
            return go(event.keyCode, modifiers == SWT.SHIFT);
        }
        if (modifiers == 0 && (event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR)) {
            return edit();
        }
        if (modifiers == 0 && event.keyCode == 'w') {
            return wire();
        }
        if (modifiers == 0 && event.character == '/') {
            return toWires();
        }
        if (modifiers == 0 && event.keyCode == SWT.ESC) {
            return out();
        }
        return super.keyPressed(event);
    }

    private boolean go(int key, boolean adding) {
        EditPart focus = focus();
        Optional<? extends EditPart> next = focus instanceof PortPart port ? Neighbours.ofPort(graph(), port, key)
                : focus instanceof WirePart wire ? Neighbours.ofWire(wire, key)
                : Neighbours.of(graph(), focus instanceof GraphicalEditPart part ? part : null, direction(key));
        next.ifPresent(part -> select(part, adding));
        return true;
    }

    private boolean inOrOut(int key) {
        if (key == SWT.ARROW_DOWN && focus() instanceof NodePart node && !node.ports().isEmpty()) {
            List<PortPart> ports = node.ports();
            select(ports.stream().filter(port -> !port.port().input()).findFirst().orElse(ports.get(0)), false);
        } else if (key == SWT.ARROW_UP) {
            return out();
        }
        return true;
    }

    /** From a part of something to the whole. */
    private boolean out() {
        switch (focus()) {
            case PortPart port -> select(port.node(), false);
            case ReroutePart point -> select(point.getParent(), false);
            case WirePart wire -> graph().node(wire.item().to().node()).ifPresent(node -> select(node, false));
            default -> viewer.deselectAll();
        }
        return true;
    }

    private boolean nudge(Point direction, int by) {
        Set<CanvasItem> items = new LinkedHashSet<>();
        for (Object part : viewer.getSelectedEditParts()) {
            if (part instanceof NodePart || part instanceof NotePart || part instanceof FramePart
                    || part instanceof ReroutePart) {
                items.add(((Described) part).item());
            }
        }
        if (!items.isEmpty()) {
            Set<CanvasItem> all = FrameContents.with(context.graph(), items, graph()::bounds);
            context.execute(LayoutEdits.moveBy(all, direction.x * by, direction.y * by));
        }
        return true;
    }

    private boolean edit() {
        EditPart focus = focus();
        if (!context.editable()) {
            return true;
        }
        switch (focus) {
            case NodePart node -> node.getFigure().parameters().stream().findFirst().ifPresentOrElse(
                    first -> editing.editParameter(node, first.view().parameter().id()),
                    () -> context.canvas().host().open(node.id()));
            case FramePart frame -> editing.editFrame(frame);
            case NotePart note -> editing.editNote(note);
            case PortPart port -> wire();
            default -> { }
        }
        return true;
    }

    private boolean wire() {
        EditPart focus = focus();
        PortPart port = focus instanceof PortPart found ? found : focus instanceof NodePart node
                ? node.ports().stream().filter(output -> !output.port().input()).findFirst().orElse(null) : null;
        if (port != null && context.editable()) {
            viewer.getEditDomain().setActiveTool(new KeyboardWiring(context, viewer, port));
        }
        return true;
    }

    private boolean toWires() {
        if (focus() instanceof PortPart port) {
            List<Object> wires = new ArrayList<>(port.getSourceConnections());
            wires.addAll(port.getTargetConnections());
            wires.stream().findFirst().ifPresent(wire -> select((EditPart) wire, false));
        }
        return true;
    }

    private void select(EditPart part, boolean adding) {
        if (adding) {
            viewer.appendSelection(part);
        } else {
            viewer.select(part);
        }
        viewer.setFocus(part);
        viewer.reveal(part);
    }

    private EditPart focus() {
        EditPart focus = viewer.getFocusEditPart();
        List<?> selected = viewer.getSelectedEditParts();
        return focus instanceof GraphPart && !selected.isEmpty() ? (EditPart) selected.get(selected.size() - 1) : focus;
    }

    private GraphPart graph() {
        return (GraphPart) viewer.getContents();
    }

    private static Point direction(int key) {
        return switch (key) {
            case SWT.ARROW_LEFT -> new Point(-1, 0);
            case SWT.ARROW_RIGHT -> new Point(1, 0);
            case SWT.ARROW_UP -> new Point(0, -1);
            case SWT.ARROW_DOWN -> new Point(0, 1);
            default -> null;
        };
    }
}
