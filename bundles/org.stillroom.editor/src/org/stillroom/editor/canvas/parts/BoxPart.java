// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.policies.ResizePolicy;
import org.stillroom.editor.canvas.tools.MoveTracker;

/** A frame or a note: no part of what is computed, but moved, resized and opened for editing on the canvas. */
abstract class BoxPart extends ItemPart {

    BoxPart(PartContext context, CanvasItem item) {
        super(context, item);
    }

    /** Opened where the graph can be changed, to edit its words. */
    abstract void edit();

    @Override
    public DragTracker getDragTracker(Request request) {
        return new MoveTracker(context(), this);
    }

    @Override
    public void performRequest(Request request) {
        if (RequestConstants.REQ_OPEN.equals(request.getType()) && context().editable()) {
            edit();
        }
    }

    @Override
    protected void createEditPolicies() {
        super.createEditPolicies();
        installEditPolicy(EditPolicy.PRIMARY_DRAG_ROLE, new ResizePolicy(context()));
    }
}
