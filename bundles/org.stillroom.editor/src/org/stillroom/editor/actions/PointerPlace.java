// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.overview.VisiblePart;
import org.stillroom.graph.Layout.Point;

/** Where on the canvas a person points: for what is added or pasted by key or menu. */
final class PointerPlace {

    private final GraphCanvas canvas;
    private org.eclipse.swt.graphics.Point inControl;
    private boolean menuOpen;

    PointerPlace(GraphCanvas canvas) {
        this.canvas = canvas;
        Control control = canvas.control();
        control.addListener(SWT.MouseMove, this::moved);
        control.addListener(SWT.MouseDown, this::moved);
        control.addListener(SWT.MenuDetect, event -> {
            menuOpen = true;
            if (event.detail != SWT.MENU_MOUSE) {
                inControl = null;
            }
        });
        control.addListener(SWT.MouseExit, event -> {
            // The pointer also leaves for the menu that was opened here.
            if (!menuOpen) {
                inControl = null;
            }
        });
    }

    /** The pointer's place, or the middle of what can be seen if it points elsewhere; in canvas coordinates. */
    Point get() {
        if (inControl == null) {
            return new VisiblePart(canvas).middle();
        }
        return canvas.toCanvas(inControl);
    }

    boolean isOnCanvas() {
        return inControl != null;
    }

    private void moved(Event event) {
        menuOpen = false;
        inControl = new org.eclipse.swt.graphics.Point(event.x, event.y);
    }
}
