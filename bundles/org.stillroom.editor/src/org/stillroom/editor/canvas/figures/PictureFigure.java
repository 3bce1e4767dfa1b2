// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.widgets.Display;

/** A preview or result inside a node. {@link #setPicture} with null frees its memory. */
public final class PictureFigure extends Figure {

    /** Pictures are kept no larger than this, in pixels: a node shows no more. */
    private static final int LARGEST = 1024;

    private Image image;
    private ImageData shown;

    PictureFigure() {
        setVisible(false);
    }

    /** @param picture null for none */
    void setPicture(ImageData picture) {
        if (picture == shown) {
            return;
        }
        if (image != null) {
            image.dispose();
        }
        shown = picture;
        image = picture == null ? null : image(small(picture));
        setVisible(image != null);
        repaint();
    }

    /** Height for a width, keeping the picture's proportions. */
    int heightFor(int width, int most) {
        return shown == null ? 0 : Math.min(most, Math.max(1, Math.round((float) width * shown.height / shown.width)));
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        if (image == null) {
            return;
        }
        Rectangle pixels = new Rectangle(image.getBounds());
        double fit = Math.min((double) bounds.width / pixels.width, (double) bounds.height / pixels.height);
        int width = Math.max(1, (int) Math.round(pixels.width * fit));
        int height = Math.max(1, (int) Math.round(pixels.height * fit));
        graphics.setAntialias(SWT.ON);
        graphics.setInterpolation(SWT.HIGH);
        graphics.drawImage(image, pixels, new Rectangle(bounds.x + (bounds.width - width) / 2,
                bounds.y + (bounds.height - height) / 2, width, height));
    }

    /** Not from data at once, which SWT shrinks by mistake where the screen's scale is no whole number. */
    private static Image image(ImageData data) {
        return new Image(Display.getCurrent(), (ImageDataProvider) zoom -> zoom == 100 ? data : null);
    }

    private static ImageData small(ImageData picture) {
        double fit = (double) LARGEST / Math.max(picture.width, picture.height);
        return fit >= 1 ? picture : picture.scaledTo(Math.max(1, (int) (picture.width * fit)),
                Math.max(1, (int) (picture.height * fit)));
    }
}
