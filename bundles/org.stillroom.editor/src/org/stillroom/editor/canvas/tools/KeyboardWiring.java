// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.tools.AbstractTool;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyEvent;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.edit.WireEdits;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Wire;

/**
 * Draws a wire by keyboard, or moves an end of one: arrows go through the ports where it may end, Enter wires, Space
 * asks for a node that the wire fits, Delete removes a wire that is moved, Esc gives up.
 */
final class KeyboardWiring extends AbstractTool {

    private static final int AWAY = 60;

    private final PartContext context;
    private final GraphicalViewer viewer;
    private final Walk walk;
    private final GraphicalEditPart from;
    private final PortPart held;
    private final Optional<Wire> old;
    private final GraphDocument.Listener changed = (before, after) -> end();
    private final List<PortPart> targets = new ArrayList<>();
    private WireDrawing drawing;
    private int index;

    /**
     * @param from what had the focus, and gets it back where nothing is wired
     * @param held the port that holds the fixed end
     * @param old the wire that is moved to another port; empty for a new one
     */
    KeyboardWiring(PartContext context, GraphicalViewer viewer, Walk walk, GraphicalEditPart from, PortPart held,
            Optional<Wire> old) {
        this.context = context;
        this.viewer = viewer;
        this.walk = walk;
        this.from = from;
        this.held = held;
        this.old = old;
    }

    @Override
    public void activate() {
        super.activate();
        // keys of the workbench would act on it, such as Delete
        viewer.deselectAll();
        drawing = new WireDrawing(context, viewer, held.port(), old);
        for (Object child : ((GraphPart) viewer.getContents()).getChildren()) {
            if (child instanceof NodePart node) {
                node.ports().stream().filter(drawing::fits).forEach(targets::add);
            }
        }
        // where a wire is now, then free inputs, then what is near
        Point start = held.getFigure().center();
        targets.sort(Comparator.comparing((PortPart port) -> !isEnd(port))
                .thenComparing(port -> !port.getTargetConnections().isEmpty())
                .thenComparingInt(port -> port.getFigure().center().getDistance2(start)));
        show();
        context.canvas().document().addListener(changed);
    }

    @Override
    public void deactivate() {
        context.canvas().document().removeListener(changed);
        if (drawing != null) {
            drawing.end();
            drawing = null;
        }
        context.canvas().host().say("");
        super.deactivate();
    }

    @Override
    protected boolean handleKeyDown(KeyEvent event) {
        switch (event.keyCode) {
            case SWT.ARROW_RIGHT, SWT.ARROW_DOWN -> step(1);
            case SWT.ARROW_LEFT, SWT.ARROW_UP -> step(-1);
            case SWT.CR, SWT.KEYPAD_CR -> wire();
            case SWT.SPACE -> ask();
            case SWT.DEL -> remove();
            case SWT.ESC -> giveUp();
            default -> { }
        }
        return true;
    }

    @Override
    protected boolean handleButtonDown(int button) {
        end();
        return true;
    }

    @Override
    protected boolean handleFocusLost() {
        end();
        return true;
    }

    @Override
    protected String getCommandName() {
        return "";
    }

    private boolean isEnd(PortPart port) {
        return old.filter(wire -> port.port().port().equals(port.port().input() ? wire.to() : wire.from())).isPresent();
    }

    private void step(int by) {
        if (!targets.isEmpty()) {
            index = Math.floorMod(index + by, targets.size());
            show();
        }
    }

    private void show() {
        if (targets.isEmpty()) {
            Point nowhere = beside();
            drawing.to(nowhere, null);
            say(nowhere, CanvasMessages.of(CanvasMessages.wireNowhere, held.name()));
            return;
        }
        PortPart target = targets.get(index);
        walk.lookAt(target);
        Point place = target.getFigure().center();
        drawing.to(place, target);
        String now = target.port().input() && !isEnd(target) ? context.canvas().document().wires()
                .to(target.port().port()).map(wire -> CanvasMessages.of(CanvasMessages.wireInstead, wire.from()))
                .orElse("") : "";
        say(place, CanvasMessages.of(CanvasMessages.wireTarget, index + 1, targets.size(), target.name() + now));
    }

    /** On the canvas, where a person looks, and in the status line, which is read out on request. */
    private void say(Point place, String what) {
        drawing.hint(place, what + "\n" + (old.isEmpty() ? CanvasMessages.wireKeys : CanvasMessages.wireMoveKeys));
        context.canvas().host().say(CanvasMessages.of(CanvasMessages.wireFrom, held.name(), what));
    }

    private void wire() {
        if (!targets.isEmpty()) {
            PortPart target = targets.get(index);
            Edit edit = drawing.edit(target);
            end();
            context.execute(edit);
            walk.select(target, false);
        } else {
            giveUp();
        }
    }

    private void ask() {
        if (old.isEmpty()) {
            Point at = beside();
            end();
            context.hooks().wireDropped(held.port().port(), !held.port().input(), new Layout.Point(at.x, at.y));
        }
    }

    private void remove() {
        old.ifPresent(wire -> {
            end();
            context.execute(WireEdits.disconnect(wire.to()));
            walk.select(held, false);
        });
    }

    private void giveUp() {
        end();
        walk.select(from, false);
    }

    private void end() {
        viewer.getEditDomain().loadDefaultTool();
    }

    /** Where a wire ends that leads nowhere. */
    private Point beside() {
        return held.getFigure().center().translate(held.port().input() ? -AWAY : AWAY, 0);
    }
}
