// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/**
 * Shows one picture, or two side by side, under a slider or as their difference. Works without the workbench. Only
 * what is in sight is drawn, so that large pictures take no longer than small ones.
 *
 * <p>Keys: + and - zoom, 0 fits, 1 shows a pixel as a pixel, arrows pan or move the slider (pan with Shift), Ctrl and
 * arrows move the point whose colour is told, [ and ] change how far differences are amplified.
 */
public final class PictureCanvas extends Canvas {

    static final double ZOOM_STEP = 1.25;

    private static final PaletteData PALETTE = new PaletteData(0xff0000, 0xff00, 0xff);
    private static final int HANDLE = 9;

    private final CanvasScene scene = new CanvasScene();
    private final PointerInfo pointer = new PointerInfo(scene);
    private String message = "";
    private Image drawn;
    private RGB drawnOn;
    private Runnable onChange = () -> {};

    public PictureCanvas(Composite parent, int style) {
        super(parent, style | SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        addPaintListener(event -> paint(event.gc));
        addListener(SWT.Resize, event -> {
            Rectangle area = getClientArea();
            scene.resize(area.width, area.height);
            sceneChanged();
        });
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        addDisposeListener(event -> forgetDrawing());
        new CanvasMouse(this, scene, pointer);
        new CanvasKeys(this, scene, pointer, new CanvasAccessibility(this, pointer));
    }

    /** @param listener called after the part in sight, the slider, the gain or the point under the pointer changed */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /** Shows a picture. */
    public void show(Pyramid picture) {
        show(picture, null, Mode.SINGLE);
    }

    /** Shows two pictures; {@link #setDifference} must follow for the difference to be seen. */
    public void show(Pyramid first, Pyramid second, Mode mode) {
        message = "";
        scene.show(first, second, mode);
        pointer.forget();
        sceneChanged();
    }

    /** Shows a sentence in place of a picture, such as why there is none. */
    public void showMessage(String sentence) {
        scene.show(null, null, Mode.SINGLE);
        message = sentence;
        pointer.forget();
        sceneChanged();
    }

    /** The absolute difference of the pictures that are shown, not amplified. */
    public void setDifference(Pyramid difference) {
        message = "";
        scene.setDifference(difference);
        sceneChanged();
    }

    /** A sentence over the pictures, such as why they have no difference; empty for none. */
    public void setMessage(String sentence) {
        message = sentence;
        redraw();
    }

    public String message() {
        return message;
    }

    public Mode mode() {
        return scene.mode();
    }

    /** The first picture, if one is shown. */
    public Optional<Pyramid> picture() {
        return scene.first();
    }

    public void fit() {
        scene.fit();
        sceneChanged();
    }

    /** One pixel of the picture for one of the screen. */
    public void actualSize() {
        Point middle = middle();
        scene.scaleTo(1, middle.x, middle.y);
        sceneChanged();
    }

    public void zoomIn() {
        zoom(ZOOM_STEP);
    }

    public void zoomOut() {
        zoom(1 / ZOOM_STEP);
    }

    /** Screen pixels for each of the picture's. */
    public double scale() {
        return scene.view().scale();
    }

    /** The part of the first picture left of the slider, 0 to 1. */
    public double slider() {
        return scene.slider();
    }

    public int gain() {
        return scene.gain();
    }

    /** @param gain what differences are multiplied with, at least 1 */
    public void setGain(int gain) {
        scene.setGain(gain);
        sceneChanged();
    }

    /** The place and colour under the pointer in words; empty where there is no picture. */
    public String pixelText() {
        return pointer.text();
    }

    void zoom(double factor) {
        Point middle = middle();
        scene.scaleBy(factor, middle.x, middle.y);
        sceneChanged();
    }

    /** To be called after the scene was changed. */
    void sceneChanged() {
        forgetDrawing();
        redraw();
        onChange.run();
    }

    /** To be called after only the pointer's place changed. */
    void pointerChanged() {
        if (pointer.marked()) {
            redraw();
        }
        onChange.run();
    }

    private Point middle() {
        Rectangle area = getClientArea();
        return new Point(scene.mode() == Mode.SIDE_BY_SIDE ? area.width / 4 : area.width / 2, area.height / 2);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        if (area.isEmpty()) {
            return;
        }
        RGB colour = getBackground().getRGB();
        if (!colour.equals(drawnOn)) {
            forgetDrawing();
        }
        if (drawn == null) {
            drawnOn = colour;
            int background = colour.red << 16 | colour.green << 8 | colour.blue;
            drawn = new Image(getDisplay(),
                    (ImageDataProvider) zoom -> data(scene.render(zoom / 100.0, background)));
        }
        gc.drawImage(drawn, 0, 0);
        if (scene.mode() == Mode.SLIDER) {
            paintSlider(gc, area);
        }
        pointer.paint(gc);
        if (!message.isEmpty()) {
            paintMessage(gc, area);
        }
        if (isFocusControl()) {
            gc.drawFocus(0, 0, area.width, area.height);
        }
    }

    private void paintSlider(GC gc, Rectangle area) {
        int x = scene.sliderX();
        int y = area.height / 2;
        gc.setAntialias(SWT.ON);
        Color dark = getDisplay().getSystemColor(SWT.COLOR_BLACK);
        Color light = getDisplay().getSystemColor(SWT.COLOR_WHITE);
        gc.setBackground(light);
        gc.setForeground(dark);
        gc.fillRectangle(x - 1, 0, 2, area.height);
        gc.fillOval(x - HANDLE, y - HANDLE, 2 * HANDLE, 2 * HANDLE);
        gc.drawOval(x - HANDLE, y - HANDLE, 2 * HANDLE, 2 * HANDLE);
        gc.setBackground(dark);
        gc.fillPolygon(new int[] {x - 6, y, x - 2, y - 4, x - 2, y + 4});
        gc.fillPolygon(new int[] {x + 6, y, x + 2, y - 4, x + 2, y + 4});
    }

    /** A whole canvas of text without a picture, a band at the foot with one. */
    private void paintMessage(GC gc, Rectangle area) {
        String text = WrappedText.of(message, Math.max(40, area.width - 40), part -> gc.textExtent(part).x);
        Point size = gc.textExtent(text);
        int x = Math.max(10, (area.width - size.x) / 2);
        int y = scene.panes().isEmpty() ? (area.height - size.y) / 2 : area.height - size.y - 12;
        gc.setBackground(getBackground());
        gc.setForeground(getForeground());
        gc.fillRoundRectangle(x - 8, y - 5, size.x + 16, size.y + 10, 8, 8);
        gc.drawText(text, x, y, true);
    }

    private void forgetDrawing() {
        if (drawn != null) {
            drawn.dispose();
            drawn = null;
        }
    }

    private static ImageData data(Raster raster) {
        return new ImageData(raster.width(), raster.height(), 24, PALETTE, 1, raster.rgb());
    }
}
