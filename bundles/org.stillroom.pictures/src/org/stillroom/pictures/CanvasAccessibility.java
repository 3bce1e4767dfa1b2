// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** What a screen reader is told of a picture canvas: what is shown, and the pixel under the pointer. */
final class CanvasAccessibility {

    private final PictureCanvas canvas;
    private final PointerInfo pointer;
    private String told = "";

    CanvasAccessibility(PictureCanvas canvas, PointerInfo pointer) {
        this.canvas = canvas;
        this.pointer = pointer;
        canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = name();
            }

            @Override
            public void getDescription(AccessibleEvent event) {
                event.result = description();
            }

            @Override
            public void getHelp(AccessibleEvent event) {
                event.result = Messages.canvasHelp;
            }
        });
        canvas.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_GRAPHIC;
            }

            @Override
            public void getValue(AccessibleControlEvent event) {
                event.result = description();
            }
        });
    }

    /** Tells a screen reader what keys have changed; a mouse would make it talk without end. */
    void keysChanged() {
        String before = told;
        told = description();
        if (!told.equals(before)) {
            canvas.getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, new Object[] {before, told});
        }
    }

    private String name() {
        if (canvas.picture().isEmpty()) {
            return canvas.message().isEmpty() ? Messages.noPicture : canvas.message();
        }
        Pyramid picture = canvas.picture().get();
        return NLS.bind(Messages.canvasName, new Object[] {Modes.plain(Modes.label(canvas.mode())), picture.width(),
                picture.height(), Math.round(canvas.scale() * 100)});
    }

    /** The pixel; while the slider is shown, where that is as well. */
    private String description() {
        String pixel = pointer.text();
        if (canvas.mode() != Mode.SLIDER) {
            return pixel;
        }
        String slider = NLS.bind(Messages.sliderAt, Math.round(canvas.slider() * 100));
        return pixel.isEmpty() ? slider : slider + " " + pixel;
    }
}
