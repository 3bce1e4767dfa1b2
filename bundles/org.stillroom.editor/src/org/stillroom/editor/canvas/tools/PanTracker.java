// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import org.eclipse.draw2d.Cursors;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.tools.AbstractTool;
import org.eclipse.swt.graphics.Cursor;

/** Moves the canvas under the pointer. */
final class PanTracker extends AbstractTool implements DragTracker {

    private final Runnable panned;
    private Point view;

    /** @param panned called once it has moved */
    PanTracker(Runnable panned) {
        this.panned = panned;
    }

    @Override
    public void commitDrag() {
        // there is no drag by keyboard
    }

    @Override
    protected Cursor calculateCursor() {
        return Cursors.SIZEALL;
    }

    @Override
    protected boolean handleButtonDown(int button) {
        view = ((FigureCanvas) getCurrentViewer().getControl()).getViewport().getViewLocation();
        stateTransition(STATE_INITIAL, STATE_DRAG);
        return true;
    }

    @Override
    protected boolean handleDrag() {
        if (view != null) {
            Point start = getStartLocation();
            Point now = getLocation();
            ((FigureCanvas) getCurrentViewer().getControl())
                    .scrollTo(view.x - now.x + start.x, view.y - now.y + start.y);
            panned.run();
        }
        return true;
    }

    @Override
    protected boolean handleButtonUp(int button) {
        setState(STATE_TERMINAL);
        return true;
    }

    @Override
    protected String getCommandName() {
        return "";
    }
}
