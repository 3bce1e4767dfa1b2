// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;

/** Keys on a picture canvas. */
final class CanvasKeys {

    private static final int PAN = 40;
    private static final double SLIDE = 0.02;

    private final PictureCanvas canvas;
    private final CanvasScene scene;
    private final PointerInfo pointer;
    private final CanvasAccessibility accessibility;

    CanvasKeys(PictureCanvas canvas, CanvasScene scene, PointerInfo pointer, CanvasAccessibility accessibility) {
        this.canvas = canvas;
        this.scene = scene;
        this.pointer = pointer;
        this.accessibility = accessibility;
        canvas.addListener(SWT.KeyDown, this::press);
        // A canvas with key listeners keeps Tab to itself unless told otherwise.
        canvas.addListener(SWT.Traverse, event -> event.doit = event.detail == SWT.TRAVERSE_TAB_NEXT
                || event.detail == SWT.TRAVERSE_TAB_PREVIOUS || event.detail == SWT.TRAVERSE_MNEMONIC
                || event.detail == SWT.TRAVERSE_ESCAPE);
    }

    private void press(Event event) {
        if (scene.first().isEmpty()) {
            return;
        }
        boolean known = true;
        switch (event.keyCode) {
            case SWT.ARROW_LEFT -> arrow(event.stateMask, -1, 0);
            case SWT.ARROW_RIGHT -> arrow(event.stateMask, 1, 0);
            case SWT.ARROW_UP -> arrow(event.stateMask, 0, -1);
            case SWT.ARROW_DOWN -> arrow(event.stateMask, 0, 1);
            default -> known = character(event.character);
        }
        event.doit = !known;
        accessibility.keysChanged();
    }

    private boolean character(char character) {
        switch (character) {
            case '+', '=' -> canvas.zoomIn();
            case '-' -> canvas.zoomOut();
            case '0' -> canvas.fit();
            case '1' -> canvas.actualSize();
            case '[' -> stepGain(false);
            case ']' -> stepGain(true);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void stepGain(boolean up) {
        scene.stepGain(up);
        canvas.sceneChanged();
    }

    private void arrow(int modifiers, int dx, int dy) {
        if ((modifiers & SWT.MOD1) != 0) {
            Rectangle area = canvas.getClientArea();
            pointer.step(dx, dy, area.width / 2, area.height / 2);
            canvas.redraw();
            canvas.pointerChanged();
            return;
        }
        if (scene.mode() == Mode.SLIDER && dx != 0 && (modifiers & SWT.SHIFT) == 0) {
            scene.setSlider(scene.slider() + dx * SLIDE);
        } else {
            scene.moveBy(-dx * PAN, -dy * PAN);
        }
        canvas.sceneChanged();
    }
}
