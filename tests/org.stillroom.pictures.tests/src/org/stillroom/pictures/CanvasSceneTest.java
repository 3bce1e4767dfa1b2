// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/** What lies where on the canvas, in each mode. */
class CanvasSceneTest {

    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;

    private final CanvasScene scene = new CanvasScene();

    @BeforeEach
    void size() {
        scene.resize(402, 200);
    }

    @Test
    void nothingIsShownAtFirst() {
        assertEquals(List.of(), scene.panes());
        assertTrue(scene.probe(10, 10).isEmpty());
        assertEquals(0x123456, pixel(10, 10, 0x123456));
    }

    @Test
    void fitFollowsTheCanvasUntilSomebodyZooms() {
        show(100, 100, Mode.SINGLE);
        assertEquals(2, scene.view().scale());
        scene.resize(100, 50);
        assertEquals(0.5, scene.view().scale());
        scene.scaleTo(1, 50, 25);
        scene.resize(400, 400);
        assertEquals(1, scene.view().scale());
        assertFalse(scene.fits());
    }

    @Test
    void partInSightStaysForAPictureOfTheSameSize() {
        show(100, 100, Mode.SINGLE);
        scene.scaleTo(4, 10, 10);
        Viewport before = scene.view();
        show(100, 100, Mode.SINGLE);
        assertEquals(before, scene.view());
        show(50, 100, Mode.SINGLE);
        assertTrue(scene.fits());
    }

    @Test
    void sideBySideShowsTheSamePartOfBoth() {
        show(100, 100, Mode.SIDE_BY_SIDE);
        assertEquals(2, scene.view().scale());
        assertEquals(RED, pixel(100, 100, 0));
        assertEquals(BLUE, pixel(301, 100, 0));
        scene.scaleTo(8, 202 + 120, 70);
        assertEquals(scene.probe(120, 70).orElseThrow(), scene.probe(202 + 120, 70).orElseThrow());
        scene.moveBy(17, -5);
        assertEquals(scene.probe(120, 70).orElseThrow(), scene.probe(202 + 120, 70).orElseThrow());
    }

    @Test
    void secondPictureOfAnotherSizeShowsTheSamePart() {
        scene.show(Pictures.plain(100, 100, RED),
                Pyramid.of(Pictures.of(200, 200, (x, y) -> x < 100 ? BLUE : 0x00ff00), Progress.NONE),
                Mode.SIDE_BY_SIDE);
        assertEquals(BLUE, pixel(202 + 90, 100, 0));
        assertEquals(0x00ff00, pixel(202 + 110, 100, 0));
        assertEquals(OptionalInt.of(BLUE), scene.probe(90, 100).orElseThrow().second());
        assertEquals(OptionalInt.of(0x00ff00), scene.probe(110, 100).orElseThrow().second());
    }

    @Test
    void sliderPartsThePictures() {
        show(100, 100, Mode.SLIDER);
        assertEquals(201, scene.sliderX());
        assertEquals(RED, pixel(200, 100, 0));
        assertEquals(BLUE, pixel(201, 100, 0));
        scene.dragSliderTo(151);
        assertEquals(0.25, scene.slider());
        assertEquals(RED, pixel(150, 100, 0));
        assertEquals(BLUE, pixel(152, 100, 0));
    }

    @Test
    void sliderStaysOnThePictureAndInSight() {
        show(100, 100, Mode.SLIDER);
        scene.dragSliderTo(-1000);
        assertEquals(0, scene.slider());
        assertEquals(101, scene.sliderX());
        scene.dragSliderTo(1000);
        assertEquals(1, scene.slider());
        scene.scaleTo(16, 0, 100);
        assertEquals(402, scene.sliderX(), "the edge of the canvas, as the picture's is out of sight");
    }

    @Test
    void sliderKeepsItsPlaceOnThePictureWhileItIsMoved() {
        show(100, 100, Mode.SLIDER);
        scene.moveBy(40, 0);
        assertEquals(241, scene.sliderX());
        assertEquals(0.5, scene.slider());
    }

    @Test
    void differenceIsShownOnceItIsKnownAndAmplified() {
        show(100, 100, Mode.DIFFERENCE);
        assertEquals(List.of(), scene.panes());
        scene.setDifference(Pictures.plain(100, 100, 0x020304));
        assertEquals(0x080c10, pixel(200, 100, 0));
        scene.stepGain(true);
        assertEquals(0x101820, pixel(200, 100, 0));
        assertEquals(new Probe(49, 50, RED, OptionalInt.of(BLUE)), scene.probe(200, 100).orElseThrow(),
                "the pixel tells the pictures' colours");
    }

    @Test
    void gainHasLimits() {
        for (int i = 0; i < 20; i++) {
            scene.stepGain(true);
        }
        assertEquals(CanvasScene.GAINS.getLast(), scene.gain());
        for (int i = 0; i < 20; i++) {
            scene.stepGain(false);
        }
        assertEquals(1, scene.gain());
    }

    @Test
    void pixelsAreToldExactly() {
        scene.show(Pyramid.of(Pictures.of(40, 20, (x, y) -> x << 8 | y), Progress.NONE), null, Mode.SINGLE);
        scene.scaleTo(10, 0, 0);
        Viewport view = scene.view();
        for (int i = 0; i < 40; i++) {
            int screen = (int) (view.x() + i * 10);
            if (screen >= 0 && screen < 402) {
                assertEquals(i, scene.probe(screen, 100).orElseThrow().x());
                assertEquals(i, scene.probe(screen + 9, 100).orElseThrow().x());
            }
        }
        assertEquals(5 << 8 | 3, scene.probe((int) view.x() + 55, (int) view.y() + 35).orElseThrow().first());
        assertTrue(scene.probe((int) view.x() - 1, 100).isEmpty());
    }

    @Test
    void screensWithMorePixelsShowThemAll() {
        RgbImage fine = Pictures.scene(402, 200, 3);
        scene.show(Pyramid.of(fine, Progress.NONE), null, Mode.SINGLE);
        Raster raster = scene.render(2, 0);
        assertEquals(804, raster.width());
        assertEquals(400, raster.height());
        RgbImage drawn = new RgbImage(804, 400, raster.rgb());
        assertEquals(fine.pixel(100, 50), drawn.pixel(200, 100));
        assertEquals(fine.pixel(100, 50), drawn.pixel(201, 101));
    }

    private void show(int width, int height, Mode mode) {
        scene.show(Pictures.plain(width, height, RED),
                mode == Mode.SINGLE ? null : Pictures.plain(width, height, BLUE), mode);
    }

    private int pixel(int x, int y, int background) {
        Raster raster = scene.render(1, background);
        return new RgbImage(raster.width(), raster.height(), raster.rgb()).pixel(x, y);
    }
}
