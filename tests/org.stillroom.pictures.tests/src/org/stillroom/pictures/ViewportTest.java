// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Zooming and panning keep the picture where a person expects it. */
class ViewportTest {

    @Test
    void fitShowsTheWholeInTheMiddle() {
        Viewport wide = Viewport.fit(200, 100, 400, 400);
        assertEquals(new Viewport(2, 0, 100), wide);
        assertEquals(new Viewport(0.5, 75, 0), Viewport.fit(100, 400, 200, 200));
    }

    @Test
    void zoomLeavesThePointUnderThePointer() {
        Viewport before = new Viewport(0.7, 13, -40);
        double x = before.pictureX(150);
        double y = before.pictureY(60);
        Viewport after = before.scaledTo(3.1, 150, 60);
        assertEquals(3.1, after.scale());
        assertEquals(x, after.pictureX(150), 1e-9);
        assertEquals(y, after.pictureY(60), 1e-9);
    }

    @Test
    void zoomStopsAtItsLimitsWithoutMoving() {
        Viewport large = new Viewport(Viewport.LARGEST, 5, 6);
        assertEquals(large, large.scaledTo(1000, 77, 88));
        Viewport small = new Viewport(Viewport.SMALLEST, 5, 6);
        assertEquals(small, small.scaledTo(0, 77, 88));
    }

    @Test
    void pictureNeverLeavesTheScreen() {
        Viewport view = new Viewport(1, 0, 0);
        Viewport right = view.movedBy(10_000, 0).inSight(300, 200, 400, 400);
        assertEquals(400 - 32, right.x());
        Viewport upper = view.movedBy(0, -10_000).inSight(300, 200, 400, 400);
        assertEquals(32 - 200, upper.y());
        assertEquals(view, view.inSight(300, 200, 400, 400));
    }

    @Test
    void smallPictureStaysInSightAsAWhole() {
        Viewport gone = new Viewport(1, -500, 500).inSight(8, 8, 100, 100);
        assertTrue(gone.x() == 0 && gone.y() == 92, gone.toString());
    }
}
