// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.eclipse.core.runtime.Platform;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.stillroom.edit.CanvasItem;

/** A part that stands for a {@link CanvasItem}. */
public abstract class ItemPart extends AbstractGraphicalEditPart implements Described {

    private final PartContext context;
    private final AccessibleEditPart accessible = new Spoken(this);

    ItemPart(PartContext context, CanvasItem item) {
        this.context = context;
        setModel(item);
    }

    public PartContext context() {
        return context;
    }

    @Override
    public CanvasItem item() {
        return (CanvasItem) getModel();
    }

    @Override
    public void showSelected(boolean selected, boolean focused) {
        // parts that can be selected say how they look then
    }

    @Override
    public void showHovered(boolean hovered) {
        // as above
    }

    /** The theme has changed. */
    public void restyle() {
        getFigure().repaint();
    }

    @Override
    public DragTracker getDragTracker(Request request) {
        return context.gestures().press(this, request);
    }

    @Override
    public void performRequest(Request request) {
        if (RequestConstants.REQ_OPEN.equals(request.getType())) {
            context.gestures().open(this, request);
        }
    }

    @Override
    protected void createEditPolicies() {
        context.gestures().equip(this);
    }

    /** Adapters of other bundles are asked for in a running platform only: there are none on a plain class path. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Object getAdapter(Class key) {
        return key == AccessibleEditPart.class || Platform.isRunning() ? super.getAdapter(key) : null;
    }

    @Override
    protected AccessibleEditPart getAccessibleEditPart() {
        return accessible;
    }
}
