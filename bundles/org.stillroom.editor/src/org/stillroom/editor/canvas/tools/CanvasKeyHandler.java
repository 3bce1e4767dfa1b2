// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.draw2d.geometry.Point;
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

/**
 * The canvas by keyboard. Arrows go to the next node, with Ctrl they move what is selected, with Shift they add to the
 * selection. Alt+Down goes into a node to its ports, Alt+Up back to the node; from a port, arrows go to other ports and
 * along wires, and / to its wires. Enter edits; W, or Enter on a port, draws a wire, and moves one from a wire.
 */
public final class CanvasKeyHandler extends KeyHandler {

    private static final int NUDGE = 10;

    private final PartContext context;
    private final DirectEditing editing;
    private final GraphicalViewer viewer;
    private final Walk walk;

    public CanvasKeyHandler(PartContext context, DirectEditing editing, GraphicalViewer viewer, Walk walk) {
        this.context = context;
        this.editing = editing;
        this.viewer = viewer;
        this.walk = walk;
    }

    @Override
    public boolean keyPressed(KeyEvent event) {
        int modifiers = event.stateMask & SWT.MODIFIER_MASK;
        boolean arrow = direction(event.keyCode) != null;
        if (arrow && (modifiers & SWT.CTRL) != 0) {
            return nudge(direction(event.keyCode), (modifiers & SWT.SHIFT) != 0 ? 1 : NUDGE);
        }
        Runnable does = event.keyCode == SWT.ARROW_DOWN && modifiers == SWT.ALT ? walk::toPorts
                : event.keyCode == SWT.ARROW_UP && modifiers == SWT.ALT ? walk::out
                : arrow && (modifiers == 0 || modifiers == SWT.SHIFT)
                        ? () -> walk.go(event.keyCode, modifiers == SWT.SHIFT)
                : event.keyCode == 'w' && modifiers == 0 ? walk::wire
                : event.keyCode == 'w' && modifiers == SWT.SHIFT ? walk::moveStart
                : event.character == '/' && modifiers == 0 ? walk::toWires
                : event.keyCode == SWT.ESC && modifiers == 0 ? walk::out
                : modifiers == 0 && (event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) ? this::edit : null;
        if (does == null) {
            return super.keyPressed(event);
        }
        does.run();
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

    private void edit() {
        if (!context.editable()) {
            return;
        }
        switch (walk.focus()) {
            case NodePart node -> node.getFigure().parameters().stream().findFirst().ifPresentOrElse(
                    first -> editing.editParameter(node, first.view().parameter().id()),
                    () -> context.canvas().host().open(node.id()));
            case FramePart frame -> editing.editFrame(frame);
            case NotePart note -> editing.editNote(note);
            case PortPart port -> walk.wire();
            default -> { }
        }
    }

    private GraphPart graph() {
        return (GraphPart) viewer.getContents();
    }

    /** The way an arrow key points; null for other keys. */
    static Point direction(int key) {
        return switch (key) {
            case SWT.ARROW_LEFT -> new Point(-1, 0);
            case SWT.ARROW_RIGHT -> new Point(1, 0);
            case SWT.ARROW_UP -> new Point(0, -1);
            case SWT.ARROW_DOWN -> new Point(0, 1);
            default -> null;
        };
    }
}
