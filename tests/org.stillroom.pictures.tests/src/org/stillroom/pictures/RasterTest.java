// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/** Drawing shows each pixel where it belongs, and averages where there is no room for all. */
class RasterTest {

    private static final int BACK = 0x112233;

    @Test
    void actualSizeShowsEveryPixelAsItIs() {
        RgbImage picture = Pictures.scene(90, 70, 1);
        Raster raster = drawn(picture, new Viewport(1, 5, 7), 100, 80, 1);
        for (int y = 0; y < 70; y++) {
            for (int x = 0; x < 90; x++) {
                assertEquals(picture.pixel(x, y), pixel(raster, x + 5, y + 7), x + ", " + y);
            }
        }
        assertEquals(BACK, pixel(raster, 4, 20));
        assertEquals(BACK, pixel(raster, 95, 20));
        assertEquals(BACK, pixel(raster, 50, 6));
        assertEquals(BACK, pixel(raster, 50, 77));
    }

    @Test
    void enlargedPixelsAreSquares() {
        RgbImage picture = Pictures.scene(10, 10, 2);
        Raster raster = drawn(picture, new Viewport(8, -16, -8), 40, 40, 1);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                assertEquals(picture.pixel(x / 8 + 2, y / 8 + 1), pixel(raster, x, y), x + ", " + y);
            }
        }
    }

    @Test
    void shrunkenPictureIsTheAverage() {
        RgbImage checkers = Pictures.of(256, 256, (x, y) -> (x + y) % 2 == 0 ? 0xffffff : 0);
        Raster raster = drawn(checkers, new Viewport(0.3, 0, 0), 76, 76, 1);
        for (int i = 0; i < raster.rgb().length; i++) {
            assertEquals(128, raster.rgb()[i] & 0xff, 2, "byte " + i);
        }
    }

    @Test
    void slightEnlargementHasNoGaps() {
        Raster raster = drawn(Pictures.of(300, 200, (x, y) -> 0x808080), new Viewport(1.37, 0.4, 0.2), 200, 150, 1);
        for (byte level : raster.rgb()) {
            assertEquals(0x80, level & 0xff);
        }
    }

    @Test
    void differencesAreMultipliedUpToWhite() {
        Raster raster = drawn(Pictures.of(2, 1, (x, y) -> x == 0 ? 0x010203 : 0x7f0000), new Viewport(1, 0, 0), 2, 1,
                8);
        assertEquals(0x081018, pixel(raster, 0, 0));
        assertEquals(0xff0000, pixel(raster, 1, 0));
    }

    @Test
    void drawingStaysBetweenItsBounds() {
        Raster raster = new Raster(30, 10, BACK);
        raster.draw(Pictures.plain(30, 10, 0xffffff), new Viewport(1, 0, 0), 10, 20, 1);
        assertEquals(BACK, pixel(raster, 9, 5));
        assertEquals(0xffffff, pixel(raster, 10, 5));
        assertEquals(0xffffff, pixel(raster, 19, 5));
        assertEquals(BACK, pixel(raster, 20, 5));
    }

    @Test
    void smallerLevelsAreUsedAsSoonAsTheyHaveEnoughPixels() {
        Pyramid pyramid = Pictures.plain(8192, 16, 0x405060);
        assertEquals(0, pyramid.levelFor(4));
        assertEquals(0, pyramid.levelFor(0.51));
        assertEquals(1, pyramid.levelFor(0.5));
        assertEquals(3, pyramid.levelFor(0.1));
        assertTrue(pyramid.levels().getLast().width() <= Pyramid.SMALLEST);
        assertEquals(0x405060, pyramid.levels().getLast().pixel(0, 0));
        assertSame(pyramid.levels().getFirst(), pyramid.picture());
    }

    @Test
    void oddSidesAreRoundedUp() {
        Pyramid pyramid = Pictures.plain(131, 67, 0xabcdef);
        assertEquals(66, pyramid.levels().get(1).width());
        assertEquals(34, pyramid.levels().get(1).height());
        assertEquals(0xabcdef, pyramid.levels().get(1).pixel(65, 33));
    }

    private static Raster drawn(RgbImage picture, Viewport view, int width, int height, int gain) {
        Raster raster = new Raster(width, height, BACK);
        raster.draw(Pyramid.of(picture, Progress.NONE), view, 0, width, gain);
        return raster;
    }

    private static int pixel(Raster raster, int x, int y) {
        return new RgbImage(raster.width(), raster.height(), raster.rgb()).pixel(x, y);
    }
}
