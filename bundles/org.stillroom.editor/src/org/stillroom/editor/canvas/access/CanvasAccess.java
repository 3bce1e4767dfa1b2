// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.parts.Described;
import org.stillroom.editor.canvas.parts.PortPart;

/**
 * Tells assistive programs what is on the canvas: one list, in which each node is followed by its ports, and each input
 * by the wire that ends there. GEF knows how to tell of a part, but of no parts inside of others, of no wires, and of
 * no changes. It is a list and no tree because SWT takes what is below a part for defunct, and readers pass that over.
 *
 * <p>Nothing is listed or told before somebody has asked, since the list of a large graph is long.
 */
public final class CanvasAccess {

    /** States that are told of when they change; readers have words for these. */
    private static final int[] TOLD = {ACC.STATE_SELECTED, ACC.STATE_BUSY, ACC.STATE_INVALID_ENTRY};

    private final GraphicalViewer viewer;
    private final Control control;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, Integer> states = new HashMap<>();
    private final GraphDocument.Listener graphListener = (before, after) -> lookSoon();
    private final Consumer<String> overlayListener = node -> lookSoon();
    private boolean asked;
    private boolean looksSoon;

    /** @param viewer that has its control, so that GEF answers first */
    public CanvasAccess(GraphicalViewer viewer, CanvasContext context) {
        this.viewer = viewer;
        this.control = viewer.getControl();
        control.getAccessible().addAccessibleControlListener(new Listing());
        control.getAccessible().addAccessibleListener(new Naming());
        viewer.addSelectionChangedListener(event -> selected());
        context.document().addListener(graphListener);
        context.overlay().addListener(overlayListener);
        control.addDisposeListener(event -> {
            context.document().removeListener(graphListener);
            context.overlay().removeListener(overlayListener);
        });
    }

    /** The keyboard acts on another part now, selected or not. */
    public void focused(EditPart part) {
        if (asked && part instanceof Described && part != viewer.getContents()) {
            control.getAccessible().setFocus(id(part));
        }
    }

    private void selected() {
        List<?> now = viewer.getSelectedEditParts();
        if (!now.isEmpty()) {
            focused((EditPart) now.get(now.size() - 1));
        }
        lookSoon();
    }

    /** A run changes many nodes at once, and parts change after those who listen to the graph were told. */
    private void lookSoon() {
        if (asked && !looksSoon && !control.isDisposed()) {
            looksSoon = true;
            control.getDisplay().asyncExec(this::look);
        }
    }

    /** Tells what is otherwise than somebody has been told. */
    private void look() {
        looksSoon = false;
        if (control.isDisposed()) {
            return;
        }
        List<EditPart> parts = parts();
        List<Integer> ids = parts.stream().map(CanvasAccess::id).toList();
        names.keySet().retainAll(ids);
        states.keySet().retainAll(ids);
        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            String told = names.get(id);
            if (told != null) {
                String name = ((Described) parts.get(i)).description();
                if (!name.equals(told)) {
                    names.put(id, name);
                    control.getAccessible().sendEvent(ACC.EVENT_NAME_CHANGED, new Object[] {told, name}, id);
                }
            }
            if (states.containsKey(id)) {
                tellState(id, states.get(id), state(parts.get(i)));
            }
        }
    }

    private void tellState(int id, int told, int state) {
        states.put(id, state);
        for (int each : TOLD) {
            if ((told & each) != (state & each)) {
                control.getAccessible().sendEvent(ACC.EVENT_STATE_CHANGED,
                        new int[] {each, (state & each) == 0 ? 0 : 1}, id);
            }
        }
    }

    private int state(EditPart part) {
        AccessibleControlEvent event = new AccessibleControlEvent(control.getAccessible());
        accessible(part).getState(event);
        return event.detail;
    }

    /** All that is told of but the canvas itself. */
    private List<EditPart> parts() {
        List<EditPart> parts = new ArrayList<>();
        if (viewer.getContents() != null) {
            addBelow(viewer.getContents(), parts);
        }
        return parts;
    }

    private static void addBelow(EditPart part, List<EditPart> parts) {
        List<Object> below = new ArrayList<>(part.getChildren());
        if (part instanceof PortPart port) {
            below.addAll(port.getTargetConnections());
        }
        for (Object child : below) {
            parts.add((EditPart) child);
            addBelow((EditPart) child, parts);
        }
    }

    private static AccessibleEditPart accessible(EditPart part) {
        return (AccessibleEditPart) part.getAdapter(AccessibleEditPart.class);
    }

    private static int id(EditPart part) {
        return accessible(part).getAccessibleID();
    }

    /** Answers for the canvas, after GEF has. */
    private final class Listing extends AccessibleControlAdapter {

        @Override
        public void getRole(AccessibleControlEvent event) {
            if (event.childID == ACC.CHILDID_SELF) {
                event.detail = ACC.ROLE_LIST;
            }
        }

        @Override
        public void getChildCount(AccessibleControlEvent event) {
            asked = true;
            event.detail = parts().size();
        }

        @Override
        public void getChildren(AccessibleControlEvent event) {
            event.children = asked ? parts().stream().map(part -> (Object) id(part)).toArray() : new Object[0];
        }

        @Override
        public void getState(AccessibleControlEvent event) {
            if (event.childID != ACC.CHILDID_SELF) {
                // the bus asks by itself whenever something is told
                states.putIfAbsent(event.childID, event.detail);
            }
        }
    }

    private final class Naming extends AccessibleAdapter {

        @Override
        public void getName(AccessibleEvent event) {
            if (event.childID != ACC.CHILDID_SELF && event.result != null) {
                names.putIfAbsent(event.childID, event.result);
            }
        }
    }
}
