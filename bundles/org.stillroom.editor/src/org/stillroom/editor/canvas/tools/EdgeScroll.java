// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPartViewer;
import org.eclipse.swt.graphics.Rectangle;

/** Scrolls the canvas while something is dragged at its edge. */
final class EdgeScroll {

    private static final int EDGE = 24;
    private static final int MILLIS = 20;

    private final Runnable scrolled;
    private FigureCanvas canvas;
    private Point pointer;
    private boolean running;

    /** @param scrolled called after each step, as the pointer is at another place of the canvas then */
    EdgeScroll(Runnable scrolled) {
        this.scrolled = scrolled;
    }

    void at(EditPartViewer viewer, Point inControl) {
        canvas = (FigureCanvas) viewer.getControl();
        pointer = inControl.getCopy();
        if (!running && (speed(true) != 0 || speed(false) != 0)) {
            running = true;
            canvas.getDisplay().timerExec(MILLIS, this::step);
        }
    }

    void stop() {
        running = false;
    }

    private void step() {
        if (!running || canvas.isDisposed()) {
            return;
        }
        int dx = speed(true);
        int dy = speed(false);
        if (dx == 0 && dy == 0) {
            running = false;
            return;
        }
        Point view = canvas.getViewport().getViewLocation();
        canvas.scrollTo(view.x + dx, view.y + dy);
        scrolled.run();
        canvas.getDisplay().timerExec(MILLIS, this::step);
    }

    private int speed(boolean across) {
        Rectangle area = canvas.getClientArea();
        int at = across ? pointer.x : pointer.y;
        int end = across ? area.width : area.height;
        return at < EDGE ? -Math.min(EDGE, EDGE - at) : at > end - EDGE ? Math.min(EDGE, at - end + EDGE) : 0;
    }
}
