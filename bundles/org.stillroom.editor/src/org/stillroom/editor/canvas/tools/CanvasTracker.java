// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PrecisionPoint;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPartViewer;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.gef.tools.AbstractTool;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyEvent;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.PartContext;

/** A drag from button down to button up, given up by Esc. */
abstract class CanvasTracker extends AbstractTool implements DragTracker {

    private final PartContext context;
    private final EdgeScroll scroll = new EdgeScroll(this::dragged);
    private Point start;

    CanvasTracker(PartContext context) {
        this.context = context;
    }

    final PartContext context() {
        return context;
    }

    /** The drag has begun; {@link #start} is known. */
    abstract void begun();

    /** The pointer is at another place. */
    abstract void dragged();

    /** The button was let go after a drag. */
    abstract void dropped();

    /** Takes back whatever is shown; called at the end of every drag, dropped or given up. */
    abstract void cleanUp();

    /** The button was let go where it was pressed. */
    void clicked() {
        // most things are selected by a tool of their own
    }

    /** Where the drag began, in the coordinates of the canvas. */
    final Point start() {
        return start;
    }

    /** Where the pointer is, in the coordinates of the canvas. */
    final Point place() {
        return onCanvas(getCurrentViewer(), getLocation());
    }

    final GraphPart graph() {
        return (GraphPart) getCurrentViewer().getContents();
    }

    /** Feedback in the coordinates of the canvas. */
    final IFigure scaledFeedback() {
        return layer(getCurrentViewer(), LayerConstants.SCALED_FEEDBACK_LAYER);
    }

    static IFigure layer(EditPartViewer viewer, Object key) {
        return LayerManager.Helper.find(viewer.getRootEditPart()).getLayer(key);
    }

    static Point onCanvas(EditPartViewer viewer, Point inControl) {
        PrecisionPoint place = new PrecisionPoint(inControl.x, inControl.y);
        ((GraphicalEditPart) viewer.getContents()).getFigure().translateToRelative(place);
        return new Point(place.x, place.y);
    }

    @Override
    public void commitDrag() {
        // only for drags by keyboard, which GEF offers and the canvas does its own way
    }

    @Override
    public void deactivate() {
        scroll.stop();
        if (start != null) {
            cleanUp();
            start = null;
        }
        super.deactivate();
    }

    @Override
    protected boolean handleButtonDown(int button) {
        if (button == 1) {
            stateTransition(STATE_INITIAL, STATE_DRAG);
        } else {
            setState(STATE_INVALID);
        }
        return true;
    }

    @Override
    protected boolean handleDragStarted() {
        if (stateTransition(STATE_DRAG, STATE_DRAG_IN_PROGRESS)) {
            start = onCanvas(getCurrentViewer(), getStartLocation());
            begun();
        }
        return true;
    }

    @Override
    protected boolean handleDragInProgress() {
        if (isInState(STATE_DRAG_IN_PROGRESS)) {
            dragged();
            scroll.at(getCurrentViewer(), getLocation());
        }
        return true;
    }

    @Override
    protected boolean handleButtonUp(int button) {
        scroll.stop();
        if (stateTransition(STATE_DRAG_IN_PROGRESS, STATE_TERMINAL)) {
            dropped();
        } else if (stateTransition(STATE_DRAG, STATE_TERMINAL)) {
            clicked();
        }
        return true;
    }

    @Override
    protected boolean handleKeyDown(KeyEvent event) {
        if (event.keyCode == SWT.ESC && isInState(STATE_DRAG | STATE_DRAG_IN_PROGRESS)) {
            scroll.stop();
            setState(STATE_INVALID);
            if (start != null) {
                cleanUp();
                start = null;
            }
            return true;
        }
        return super.handleKeyDown(event);
    }

    @Override
    protected String getCommandName() {
        return "";
    }
}
