// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.workbench.services.Guard;

/** Shows the whole of a graph when it is opened, as far as it can still be read. */
final class FirstLook implements Listener {

    private static final double SMALLEST = 0.4;

    private final GraphCanvas canvas;

    FirstLook(GraphCanvas canvas) {
        this.canvas = canvas;
        canvas.control().addListener(SWT.Paint, this);
    }

    @Override
    public void handleEvent(Event event) {
        event.widget.removeListener(SWT.Paint, this);
        // not while it is painted, and not before all around it has its size
        event.display.asyncExec(() -> Guard.run("showing the whole graph", this::show));
    }

    private void show() {
        if (canvas.control() != null && !canvas.control().isDisposed()) {
            canvas.view().fitOrBegin(SMALLEST);
        }
    }
}
