// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.tools.AbstractTool;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyEvent;
import org.stillroom.edit.Edit;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.PortPart;

/** Draws a wire by keyboard: arrows go through the ports where it may end, Enter wires, Esc gives up. */
final class KeyboardWiring extends AbstractTool {

    private final PartContext context;
    private final GraphicalViewer viewer;
    private final PortPart start;
    private final List<PortPart> targets = new ArrayList<>();
    private WireDrawing drawing;
    private int index;

    KeyboardWiring(PartContext context, GraphicalViewer viewer, PortPart start) {
        this.context = context;
        this.viewer = viewer;
        this.start = start;
    }

    @Override
    public void activate() {
        super.activate();
        drawing = new WireDrawing(context, viewer, start.port(), Optional.empty());
        Point from = start.getFigure().center();
        for (Object child : ((GraphPart) viewer.getContents()).getChildren()) {
            if (child instanceof NodePart node) {
                node.ports().stream().filter(drawing::fits).forEach(targets::add);
            }
        }
        // free inputs first, then the nearest
        targets.sort(Comparator.comparing((PortPart port) -> !port.getTargetConnections().isEmpty())
                .thenComparingInt(port -> port.getFigure().center().getDistance2(from)));
        show();
    }

    @Override
    public void deactivate() {
        if (drawing != null) {
            drawing.end();
            drawing = null;
        }
        super.deactivate();
    }

    @Override
    protected boolean handleKeyDown(KeyEvent event) {
        switch (event.keyCode) {
            case SWT.ARROW_RIGHT, SWT.ARROW_DOWN, SWT.TAB -> step(1);
            case SWT.ARROW_LEFT, SWT.ARROW_UP -> step(-1);
            case SWT.CR, SWT.KEYPAD_CR -> wire();
            case SWT.ESC -> viewer.getEditDomain().loadDefaultTool();
            default -> { }
        }
        return true;
    }

    @Override
    protected boolean handleButtonDown(int button) {
        viewer.getEditDomain().loadDefaultTool();
        return true;
    }

    @Override
    protected boolean handleFocusLost() {
        viewer.getEditDomain().loadDefaultTool();
        return true;
    }

    @Override
    protected String getCommandName() {
        return "";
    }

    private void step(int by) {
        if (!targets.isEmpty()) {
            index = Math.floorMod(index + by, targets.size());
            show();
        }
    }

    private void show() {
        if (targets.isEmpty()) {
            drawing.to(start.getFigure().center().translate(start.port().input() ? -60 : 60, 0), null);
            return;
        }
        PortPart target = targets.get(index);
        viewer.reveal(target);
        drawing.to(target.getFigure().center(), target);
    }

    private void wire() {
        Optional<Edit> edit = targets.isEmpty() ? Optional.empty() : Optional.of(drawing.edit(targets.get(index)));
        PortPart target = targets.isEmpty() ? start : targets.get(index);
        viewer.getEditDomain().loadDefaultTool();
        edit.ifPresent(context::execute);
        viewer.select(target);
    }
}
