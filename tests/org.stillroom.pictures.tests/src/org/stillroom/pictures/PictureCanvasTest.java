// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/** A person's mouse and keys on the picture canvas. */
class PictureCanvasTest {

    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;

    private Window window;
    private PictureCanvas canvas;

    @BeforeEach
    void open() {
        window = new Window(640, 480);
        canvas = new PictureCanvas(window.shell(), SWT.NONE);
        window.open();
        canvas.setFocus();
        window.settle();
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void wheelZoomsAboutThePointer() {
        canvas.show(Pyramid.of(Pictures.scene(300, 200, 1), Progress.NONE));
        window.moveTo(canvas, 200, 150);
        String before = canvas.pixelText();
        double scale = canvas.scale();
        window.wheel(true);
        assertEquals(scale * PictureCanvas.ZOOM_STEP, canvas.scale(), 1e-9);
        assertEquals(before, canvas.pixelText(), "the same pixel is under the pointer");
        window.wheel(false);
        assertEquals(scale, canvas.scale(), 1e-9);
    }

    @Test
    void dragPans() {
        canvas.show(Pyramid.of(Pictures.scene(300, 200, 1), Progress.NONE));
        for (int button : new int[] {1, 2}) {
            canvas.actualSize();
            window.moveTo(canvas, 310, 220);
            String grabbed = canvas.pixelText();
            window.drag(canvas, 310, 220, 360, 190, button);
            assertEquals(grabbed, canvas.pixelText(), "the pixel that was taken is still under the pointer");
            window.moveTo(canvas, 310, 220);
            assertFalse(grabbed.equals(canvas.pixelText()), "nothing is dragged once the button is up");
        }
    }

    @Test
    void sliderIsDraggedByItsHandle() {
        canvas.show(Pictures.plain(200, 150, RED), Pictures.plain(200, 150, BLUE), Mode.SLIDER);
        Rectangle area = canvas.getClientArea();
        int middle = area.width / 2;
        assertEquals(0.5, canvas.slider());
        window.drag(canvas, middle, area.height / 2, middle - 100, area.height / 2, 1);
        assertEquals(0.5 - 100 / (200 * canvas.scale()), canvas.slider(), 0.01);
        assertShown(RED, middle - 130, 200);
        assertShown(BLUE, middle - 50, 200);
        double scale = canvas.scale();
        window.key("Right");
        assertEquals(0.5 - 100 / (200 * scale) + 0.02, canvas.slider(), 0.01);
    }

    @Test
    void keysZoomFitAndPan() {
        canvas.show(Pyramid.of(Pictures.scene(300, 200, 1), Progress.NONE));
        double fit = canvas.scale();
        window.key("1");
        assertEquals(1, canvas.scale());
        window.key("plus");
        assertEquals(PictureCanvas.ZOOM_STEP, canvas.scale(), 1e-9);
        window.key("minus");
        assertEquals(1, canvas.scale(), 1e-9);
        window.moveTo(canvas, 300, 200);
        String before = canvas.pixelText();
        window.key("Right");
        window.moveTo(canvas, 301, 200);
        window.moveTo(canvas, 300, 200);
        assertFalse(before.equals(canvas.pixelText()));
        window.key("0");
        assertEquals(fit, canvas.scale());
    }

    @Test
    void doubleClickGoesToActualSizeAndBack() {
        canvas.show(Pyramid.of(Pictures.scene(300, 200, 1), Progress.NONE));
        double fit = canvas.scale();
        window.moveTo(canvas, 300, 200);
        window.doubleClick();
        assertEquals(1, canvas.scale());
        window.doubleClick();
        assertEquals(fit, canvas.scale());
    }

    @Test
    void pixelUnderThePointerIsTold() {
        canvas.show(Pyramid.of(Pictures.of(64, 48, (x, y) -> x << 16 | y << 8 | 7), Progress.NONE));
        Rectangle area = canvas.getClientArea();
        window.moveTo(canvas, area.width / 2 + 1, area.height / 2 + 1);
        assertEquals("x 32, y 24: 32 24 7", canvas.pixelText());
        window.moveTo(canvas, 1, 1);
        window.moveTo(canvas, 0, 0);
        assertTrue(canvas.pixelText().isEmpty() || canvas.pixelText().startsWith("x 0, y 0"), canvas.pixelText());
    }

    @Test
    void pixelsAreReachedByKeysToo() {
        canvas.show(Pyramid.of(Pictures.of(64, 48, (x, y) -> x << 16 | y << 8 | 7), Progress.NONE));
        window.moveTo(window.shell(), 5, -5);
        window.key("ctrl+Right");
        String first = canvas.pixelText();
        window.key("ctrl+Right");
        assertEquals("x 33, y 24: 33 24 7", first);
        assertEquals("x 34, y 24: 34 24 7", canvas.pixelText());
    }

    @Test
    void comparedPixelsAreBothTold() {
        canvas.show(Pictures.plain(64, 48, 0x010203), Pictures.plain(64, 48, 0x0a0b0c), Mode.SIDE_BY_SIDE);
        Rectangle area = canvas.getClientArea();
        window.moveTo(canvas, area.width * 3 / 4, area.height / 2);
        assertTrue(canvas.pixelText().endsWith(": 1 2 3, second picture 10 11 12"), canvas.pixelText());
    }

    @Test
    void screenShowsWhatTheSceneHolds() {
        RgbImage picture = Pictures.of(4, 4, (x, y) -> x < 2 ? RED : BLUE);
        canvas.show(Pyramid.of(picture, Progress.NONE));
        window.settle();
        Rectangle area = canvas.getClientArea();
        assertShown(RED, area.width / 2 - 40, area.height / 2);
        assertShown(BLUE, area.width / 2 + 40, area.height / 2);
    }

    @Test
    void difference() {
        canvas.show(Pictures.plain(64, 48, 0x202020), Pictures.plain(64, 48, 0x242424), Mode.DIFFERENCE);
        canvas.setDifference(Pictures.plain(64, 48, 0x040404));
        canvas.setGain(16);
        window.settle();
        assertShown(0x404040, 300, 200);
        window.key("bracketright");
        assertShown(0x808080, 300, 200);
    }

    @Test
    void sentenceStandsWhereThereIsNoPicture() {
        canvas.showMessage("There is nothing to see.");
        window.settle();
        assertTrue(canvas.picture().isEmpty());
        window.wheel(true);
        window.key("plus");
        window.drag(canvas, 100, 100, 150, 150, 1);
        assertEquals("", canvas.pixelText());
    }

    @Test
    void largePictureIsDrawnAtEveryScale() {
        canvas.show(Pictures.plain(8192, 4096, 0x336699));
        for (int i = 0; i < 30; i++) {
            assertShown(0x336699, 300, 200);
            canvas.zoomIn();
        }
        assertEquals(Viewport.LARGEST, canvas.scale(), 20);
    }

    private void assertShown(int colour, int x, int y) {
        window.until(() -> at(x, y) == colour);
    }

    private int at(int x, int y) {
        ImageData data = window.pixels(canvas);
        RGB rgb = data.palette.getRGB(data.getPixel(x, y));
        return rgb.red << 16 | rgb.green << 8 | rgb.blue;
    }
}
