// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.stream.Collectors;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Point;
import org.stillroom.editor.status.NodeStatus;

/** A part as it is told to a screen reader: by its description, and its state in the words that readers have. */
final class Spoken extends AccessibleEditPart {

    private final GraphicalEditPart part;

    /** @param part one that is {@link Described} */
    Spoken(GraphicalEditPart part) {
        this.part = part;
    }

    @Override
    public void getChildCount(AccessibleControlEvent event) {
        event.detail = 0;
    }

    @Override
    public void getChildren(AccessibleControlEvent event) {
        event.children = new Object[0];
    }

    @Override
    public void getLocation(AccessibleControlEvent event) {
        Rectangle area = Drawn.area(part.getFigure());
        part.getFigure().translateToAbsolute(area);
        Point corner = part.getViewer().getControl().toDisplay(area.x, area.y);
        event.x = corner.x;
        event.y = corner.y;
        event.width = area.width;
        event.height = area.height;
    }

    @Override
    public void getName(AccessibleEvent event) {
        event.result = ((Described) part).description();
    }

    /** What a node shows of its parameters, such as {@code Steps: 20, Guidance: 3.5}. */
    @Override
    public void getDescription(AccessibleEvent event) {
        event.result = part instanceof NodePart node ? node.getFigure().view().parameters().stream()
                .map(shown -> shown.parameter().label() + ": " + shown.value()).collect(Collectors.joining(", ")) : "";
    }

    @Override
    public void getRole(AccessibleControlEvent event) {
        event.detail = ACC.ROLE_LISTITEM;
    }

    @Override
    public void getState(AccessibleControlEvent event) {
        event.detail = ACC.STATE_SELECTABLE | ACC.STATE_FOCUSABLE;
        if (part.getSelected() != EditPart.SELECTED_NONE) {
            event.detail |= ACC.STATE_SELECTED;
        }
        if (part.getViewer().getFocusEditPart() == part) {
            event.detail |= ACC.STATE_FOCUSED;
        }
        if (part instanceof NodePart node) {
            event.detail |= state(node);
        }
    }

    /** Busy while it runs, invalid where it failed or has problems. */
    private static int state(NodePart part) {
        var overlay = part.context().canvas().overlay();
        NodeStatus.State run = overlay.status(part.id()).state();
        int state = run == NodeStatus.State.RUNNING ? ACC.STATE_BUSY : ACC.STATE_NORMAL;
        if (run == NodeStatus.State.FAILED || !overlay.problems(part.id()).isEmpty()) {
            state |= ACC.STATE_INVALID_ENTRY;
        }
        return state;
    }
}
