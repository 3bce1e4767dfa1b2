// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import java.util.Objects;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.stillroom.nodes.contract.RgbImage;

/** Draws pictures side by side with what is to be said of each below it. Dispose when nobody looks any more. */
final class ComparisonSheet {

    private static final int GAP = 16;
    private static final int LEAST = 150;
    private static final int LINE_GAP = 3;
    private static final PaletteData RGB = new PaletteData(0xff0000, 0xff00, 0xff);

    private final List<Compared> all;
    private final List<Image> images;

    ComparisonSheet(Device device, List<Compared> all) {
        this.all = all;
        this.images = all.stream().map(one -> one.picture().map(picture -> image(device, picture)).orElse(null))
                .toList();
    }

    /** The size on a place of some width, on which the pictures are as large as they can be. */
    Point size(GC gc, int width) {
        int columns = columns(width);
        int rows = (all.size() + columns - 1) / columns;
        return new Point(width, rows * (side(width) + captionHeight(gc, side(width)) + GAP) + GAP);
    }

    void paint(GC gc, int width, Color foreground, Color background) {
        gc.setBackground(background);
        gc.setForeground(foreground);
        gc.setAntialias(SWT.ON);
        Point size = size(gc, width);
        gc.fillRectangle(0, 0, size.x, size.y);
        int columns = columns(width);
        int side = side(width);
        int row = side + captionHeight(gc, side) + GAP;
        for (int i = 0; i < all.size(); i++) {
            paint(gc, i, new Rectangle(GAP + i % columns * (side + GAP), GAP + i / columns * row, side, side));
        }
    }

    private void paint(GC gc, int index, Rectangle place) {
        Image image = images.get(index);
        if (image == null) {
            gc.drawRectangle(place.x, place.y, place.width - 1, place.height - 1);
        } else {
            Rectangle pixels = image.getBounds();
            double fit = Math.min((double) place.width / pixels.width, (double) place.height / pixels.height);
            int width = (int) Math.round(pixels.width * fit);
            int height = (int) Math.round(pixels.height * fit);
            // what is made much larger is looked at pixel by pixel
            gc.setInterpolation(fit > 2 ? SWT.NONE : SWT.HIGH);
            gc.drawImage(image, 0, 0, pixels.width, pixels.height, place.x + (place.width - width) / 2,
                    place.y + place.height - height, width, height);
        }
        int y = place.y + place.height + LINE_GAP;
        gc.setFont(bold());
        y = paint(gc, all.get(index).name(), place, y);
        gc.setFont(plain());
        for (String line : all.get(index).lines()) {
            y = paint(gc, line, place, y);
        }
    }

    /** Paints a text in as many lines as it needs, and tells where the next begins. */
    private static int paint(GC gc, String text, Rectangle place, int top) {
        int y = top;
        for (String line : Lines.of(gc, text, place.width)) {
            gc.drawString(line, place.x, y, true);
            y += gc.getFontMetrics().getHeight();
        }
        return y + LINE_GAP;
    }

    private int captionHeight(GC gc, int side) {
        int most = 0;
        for (Compared one : all) {
            gc.setFont(bold());
            int height = GAP + Lines.of(gc, one.name(), side).size() * gc.getFontMetrics().getHeight();
            gc.setFont(plain());
            for (String line : one.lines()) {
                height += Lines.of(gc, line, side).size() * gc.getFontMetrics().getHeight() + LINE_GAP;
            }
            most = Math.max(most, height);
        }
        return most;
    }

    private int columns(int width) {
        return Math.clamp((width - GAP) / (LEAST + GAP), 1, all.size());
    }

    private int side(int width) {
        int columns = columns(width);
        return Math.max(1, (width - GAP) / columns - GAP);
    }

    private static Font bold() {
        return JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT);
    }

    private static Font plain() {
        return JFaceResources.getDefaultFont();
    }

    private static Image image(Device device, RgbImage picture) {
        ImageData data = new ImageData(picture.width(), picture.height(), 24, RGB, 1, picture.rgb());
        return new Image(device, (ImageDataProvider) zoom -> zoom == 100 ? data : null);
    }

    void dispose() {
        images.stream().filter(Objects::nonNull).forEach(Image::dispose);
    }
}
