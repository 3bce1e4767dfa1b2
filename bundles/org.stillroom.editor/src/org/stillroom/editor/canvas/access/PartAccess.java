// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.access;

import java.util.List;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Point;
import org.stillroom.editor.canvas.parts.Described;
import org.stillroom.editor.canvas.parts.Drawn;
import org.stillroom.editor.canvas.parts.NodePart;

/** What stands for one part: its name and state, and what is below it. */
final class PartAccess {

    /** What is told when it changes; a program that reads the screen has names for these. */
    private static final int[] TOLD = {ACC.STATE_SELECTED, ACC.STATE_BUSY, ACC.STATE_INVALID_ENTRY,
        ACC.STATE_DISABLED};

    private final CanvasAccess tree;
    private final GraphicalEditPart part;
    private final Accessible accessible;
    private String toldName;
    private int toldState;

    /** @param part one that is {@link Described} */
    PartAccess(CanvasAccess tree, GraphicalEditPart part, Accessible parent) {
        this.tree = tree;
        this.part = part;
        accessible = new Accessible(parent);
        accessible.addAccessibleListener(new Words());
        accessible.addAccessibleControlListener(new Place());
        toldName = described().description();
        toldState = state();
    }

    EditPart part() {
        return part;
    }

    Accessible accessible() {
        return accessible;
    }

    /** Whether the part is no longer on the canvas. */
    boolean gone() {
        return !part.isActive();
    }

    void focused() {
        accessible.setFocus(ACC.CHILDID_SELF);
    }

    /** Tells what is otherwise than it was told before. */
    void tellChanges() {
        String name = described().description();
        if (!name.equals(toldName)) {
            accessible.sendEvent(ACC.EVENT_NAME_CHANGED, new Object[] {toldName, name});
            toldName = name;
        }
        int state = state();
        for (int each : TOLD) {
            if ((state & each) != (toldState & each)) {
                accessible.sendEvent(ACC.EVENT_STATE_CHANGED, new int[] {each, (state & each) == 0 ? 0 : 1});
            }
        }
        toldState = state;
    }

    void dispose() {
        accessible.dispose();
    }

    /** Answers which child is at an index. */
    static void child(AccessibleControlEvent event, CanvasAccess tree, List<GraphicalEditPart> children) {
        if (event.childID == ACC.CHILDID_CHILD_AT_INDEX && event.detail >= 0 && event.detail < children.size()) {
            event.accessible = tree.of(children.get(event.detail)).accessible();
        }
    }

    private Described described() {
        return (Described) part;
    }

    private int state() {
        int state = ACC.STATE_SELECTABLE | ACC.STATE_FOCUSABLE;
        if (part.getSelected() != EditPart.SELECTED_NONE) {
            state |= ACC.STATE_SELECTED;
        }
        if (tree.viewer().getFocusEditPart() == part) {
            state |= ACC.STATE_FOCUSED;
        }
        return part instanceof NodePart node ? state | NodeState.of(node) : state;
    }

    private final class Words extends AccessibleAdapter {

        @Override
        public void getName(AccessibleEvent event) {
            event.result = described().description();
        }

        @Override
        public void getDescription(AccessibleEvent event) {
            event.result = part instanceof NodePart node ? NodeState.parameters(node) : "";
        }
    }

    private final class Place extends AccessibleControlAdapter {

        @Override
        public void getRole(AccessibleControlEvent event) {
            event.detail = ACC.ROLE_LISTITEM;
        }

        @Override
        public void getState(AccessibleControlEvent event) {
            event.detail = state();
        }

        @Override
        public void getLocation(AccessibleControlEvent event) {
            Rectangle area = Drawn.area(part.getFigure());
            part.getFigure().translateToAbsolute(area);
            Point corner = tree.viewer().getControl().toDisplay(area.x, area.y);
            event.x = corner.x;
            event.y = corner.y;
            event.width = area.width;
            event.height = area.height;
        }

        @Override
        public void getChildCount(AccessibleControlEvent event) {
            event.detail = Family.children(part).size();
        }

        @Override
        public void getChild(AccessibleControlEvent event) {
            child(event, tree, Family.children(part));
        }

        @Override
        public void getChildren(AccessibleControlEvent event) {
            event.children = Family.children(part).stream().map(each -> tree.of(each).accessible()).toArray();
        }
    }
}
