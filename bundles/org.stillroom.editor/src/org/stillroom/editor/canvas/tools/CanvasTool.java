// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.tools.SelectionTool;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyEvent;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.graph.Layout;

/**
 * The tool that is always there: selects, and starts drags. The middle button, or Space held down, moves the canvas;
 * Space alone asks for a node.
 */
public final class CanvasTool extends SelectionTool {

    private final PartContext context;
    private final DirectEditing editing;
    private boolean space;
    private boolean panned;

    public CanvasTool(PartContext context, DirectEditing editing) {
        this.context = context;
        this.editing = editing;
    }

    /** Whether nothing is going on. */
    public boolean idle() {
        return getDragTracker() == null && !space;
    }

    @Override
    public void deactivate() {
        space = false;
        super.deactivate();
    }

    @Override
    protected boolean handleButtonDown(int button) {
        editing.commit();
        if (button == 2 || button == 1 && space) {
            if (stateTransition(STATE_INITIAL, STATE_DRAG)) {
                setDragTracker(new PanTracker(() -> panned = true));
            }
            return true;
        }
        return super.handleButtonDown(button);
    }

    @Override
    protected boolean handleKeyDown(KeyEvent event) {
        if (event.keyCode == SWT.SPACE && (event.stateMask & SWT.MODIFIER_MASK) == 0) {
            if (!space) {
                space = true;
                panned = false;
            }
            return true;
        }
        return super.handleKeyDown(event);
    }

    @Override
    protected boolean handleKeyUp(KeyEvent event) {
        if (event.keyCode == SWT.SPACE && space) {
            space = false;
            if (!panned && getDragTracker() == null && context.editable()) {
                Point at = CanvasTracker.onCanvas(getCurrentViewer(), getLocation());
                context.hooks().search(new Layout.Point(at.x, at.y));
            }
            return true;
        }
        return super.handleKeyUp(event);
    }

    @Override
    protected boolean handleFocusLost() {
        space = false;
        return super.handleFocusLost();
    }
}
