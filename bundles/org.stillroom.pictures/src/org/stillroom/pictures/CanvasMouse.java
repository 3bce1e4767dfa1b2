// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.eclipse.swt.SWT;
import org.eclipse.swt.events.GestureEvent;
import org.eclipse.swt.widgets.Event;

/** Mouse and touch gestures on a picture canvas. */
final class CanvasMouse {

    /** How far from the slider it can be taken, in pixels. */
    private static final int NEAR = 8;

    private enum Drag { NONE, PAN, SLIDER }

    private final PictureCanvas canvas;
    private final CanvasScene scene;
    private final PointerInfo pointer;
    private Drag drag = Drag.NONE;
    private int lastX;
    private int lastY;
    private double scaleBefore;

    CanvasMouse(PictureCanvas canvas, CanvasScene scene, PointerInfo pointer) {
        this.canvas = canvas;
        this.scene = scene;
        this.pointer = pointer;
        canvas.addListener(SWT.MouseDown, this::press);
        canvas.addListener(SWT.MouseEnter, this::move);
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.MouseUp, event -> {
            drag = Drag.NONE;
            showCursor(event);
        });
        canvas.addListener(SWT.MouseExit, event -> {
            if (drag == Drag.NONE && !pointer.marked()) {
                pointer.forget();
                canvas.pointerChanged();
            }
        });
        canvas.addListener(SWT.MouseDoubleClick, this::toggleFit);
        canvas.addListener(SWT.MouseVerticalWheel, this::turn);
        canvas.addGestureListener(this::pinch);
    }

    private void press(Event event) {
        canvas.setFocus();
        lastX = event.x;
        lastY = event.y;
        if (event.button == 1 && nearSlider(event)) {
            drag = Drag.SLIDER;
        } else if (event.button == 1 || event.button == 2) {
            drag = Drag.PAN;
        }
        showCursor(event);
    }

    private void move(Event event) {
        pointer.moveTo(event.x, event.y, false);
        switch (drag) {
            case PAN -> scene.moveBy(event.x - lastX, event.y - lastY);
            case SLIDER -> scene.dragSliderTo(event.x);
            case NONE -> {
                showCursor(event);
                canvas.pointerChanged();
                return;
            }
        }
        lastX = event.x;
        lastY = event.y;
        canvas.sceneChanged();
    }

    private void toggleFit(Event event) {
        if (event.button != 1) {
            return;
        }
        if (scene.fits()) {
            scene.scaleTo(1, event.x, event.y);
        } else {
            scene.fit();
        }
        canvas.sceneChanged();
    }

    private void turn(Event event) {
        event.doit = false;
        if (event.count != 0 && scene.first().isPresent()) {
            scene.scaleBy(event.count > 0 ? PictureCanvas.ZOOM_STEP : 1 / PictureCanvas.ZOOM_STEP, event.x, event.y);
            pointer.moveTo(event.x, event.y, false);
            canvas.sceneChanged();
        }
    }

    private void pinch(GestureEvent event) {
        if (event.detail == SWT.GESTURE_BEGIN) {
            scaleBefore = scene.view().scale();
        } else if (event.detail == SWT.GESTURE_MAGNIFY && scene.first().isPresent()) {
            scene.scaleTo(scaleBefore * event.magnification, event.x, event.y);
            canvas.sceneChanged();
        }
    }

    private boolean nearSlider(Event event) {
        return scene.mode() == Mode.SLIDER && Math.abs(event.x - scene.sliderX()) <= NEAR;
    }

    private void showCursor(Event event) {
        int cursor = drag == Drag.PAN ? SWT.CURSOR_HAND
                : drag == Drag.SLIDER || nearSlider(event) ? SWT.CURSOR_SIZEWE : SWT.CURSOR_CROSS;
        canvas.setCursor(canvas.getDisplay().getSystemCursor(cursor));
    }
}
