// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.widgets.Control;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.parts.Described;

/**
 * Tells assistive programs what is on the canvas: nodes, frames and notes, in nodes their ports, in inputs their wires.
 * What GEF tells by itself ends at nodes, has no wires and says nothing when something changes.
 *
 * <p>What stands for a part is made when it is asked for, and goes with the part.
 */
public final class CanvasAccess {

    private final GraphicalViewer viewer;
    private final Control control;
    private final Map<EditPart, PartAccess> parts = new HashMap<>();
    private final GraphDocument.Listener graphListener = (before, after) -> lookSoon();
    private final Consumer<String> overlayListener = node -> lookSoon();
    private boolean looksSoon;

    public CanvasAccess(GraphicalViewer viewer, CanvasContext context) {
        this.viewer = viewer;
        this.control = viewer.getControl();
        control.getAccessible().addAccessibleControlListener(new Root());
        viewer.addSelectionChangedListener(event -> selected());
        context.document().addListener(graphListener);
        context.overlay().addListener(overlayListener);
        control.addDisposeListener(event -> {
            context.document().removeListener(graphListener);
            context.overlay().removeListener(overlayListener);
        });
    }

    /** The keyboard acts on another part now, selected or not. */
    public void focused(GraphicalEditPart part) {
        if (part != viewer.getContents() && part instanceof Described) {
            of(part).focused();
            lookSoon();
        }
    }

    GraphicalViewer viewer() {
        return viewer;
    }

    /** What stands for a part that can be told of. */
    PartAccess of(GraphicalEditPart part) {
        PartAccess found = parts.get(part);
        if (found == null) {
            GraphicalEditPart above = Family.parent(part);
            Accessible parent = above == null || above == viewer.getContents() ? control.getAccessible()
                    : of(above).accessible();
            found = new PartAccess(this, part, parent);
            parts.put(part, found);
        }
        return found;
    }

    private void selected() {
        List<?> now = viewer.getSelectedEditParts();
        if (!now.isEmpty()) {
            focused((GraphicalEditPart) now.get(now.size() - 1));
        }
        lookSoon();
    }

    /** A run changes many nodes at once, and a part changes after those who listen to the graph were told. */
    private void lookSoon() {
        if (!looksSoon && !parts.isEmpty() && !control.isDisposed()) {
            looksSoon = true;
            control.getDisplay().asyncExec(this::look);
        }
    }

    private void look() {
        looksSoon = false;
        if (control.isDisposed()) {
            return;
        }
        for (PartAccess part : new ArrayList<>(parts.values())) {
            if (part.gone()) {
                parts.remove(part.part());
                part.dispose();
            } else {
                part.tellChanges();
            }
        }
    }

    /** What the canvas itself says instead of GEF. */
    private final class Root extends AccessibleControlAdapter {

        private List<GraphicalEditPart> children() {
            return viewer.getContents() == null ? List.of() : Family.children((GraphicalEditPart) viewer.getContents());
        }

        @Override
        public void getRole(AccessibleControlEvent event) {
            event.detail = ACC.ROLE_LIST;
        }

        @Override
        public void getChildCount(AccessibleControlEvent event) {
            event.detail = children().size();
        }

        @Override
        public void getChild(AccessibleControlEvent event) {
            PartAccess.child(event, CanvasAccess.this, children());
        }

        @Override
        public void getChildren(AccessibleControlEvent event) {
            event.children = children().stream().map(part -> of(part).accessible()).toArray();
        }

        @Override
        public void getFocus(AccessibleControlEvent event) {
            if (viewer.getFocusEditPart() instanceof GraphicalEditPart part && part != viewer.getContents()
                    && part instanceof Described) {
                event.accessible = of(part).accessible();
            }
        }
    }
}
