// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillroom.edit.Bounds;
import org.stillroom.graph.Layout.Point;

class MapScaleTest {

    @Test
    void allFitsAndIsInTheMiddle() {
        Bounds area = new Bounds(-4000, 200, 12_000, 3000);
        MapScale scale = MapScale.fit(area, 300, 200, 6);
        Bounds map = scale.toMap(area);
        assertTrue(map.x() >= 6 && map.right() <= 294, map.toString());
        assertTrue(map.y() >= 6 && map.bottom() <= 194, map.toString());
        assertEquals(150, map.x() + map.width() / 2.0, 1);
        assertEquals(100, map.y() + map.height() / 2.0, 1);
    }

    @Test
    void smallGraphIsNotBlownUp() {
        assertEquals(MapScale.LARGEST, MapScale.fit(new Bounds(0, 0, 50, 50), 300, 200, 6).scale());
    }

    @Test
    void pointsGoThereAndBack() {
        MapScale scale = MapScale.fit(new Bounds(100, -500, 900, 700), 200, 200, 6);
        Point back = scale.toCanvas(scale.x(640), scale.y(-120));
        assertEquals(640, back.x(), 3);
        assertEquals(-120, back.y(), 3);
    }

    @Test
    void nothingVanishesAndNoSizeIsTooSmall() {
        MapScale scale = MapScale.fit(new Bounds(0, 0, 1_000_000, 1_000_000), 3, 3, 6);
        assertTrue(scale.scale() > 0);
        assertEquals(1, scale.toMap(new Bounds(5, 5, 10, 10)).width());
    }
}
