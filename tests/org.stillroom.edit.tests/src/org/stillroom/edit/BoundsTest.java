// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundsTest {

    private final Bounds bounds = new Bounds(10, 20, 30, 40);

    @Test
    void meetsWhatSharesAPixel() {
        assertTrue(bounds.meets(new Bounds(39, 59, 5, 5)));
        assertFalse(bounds.meets(new Bounds(40, 59, 5, 5)), "the right edge lies outside");
        assertFalse(bounds.meets(new Bounds(39, 60, 5, 5)), "and so does the lower one");
        assertTrue(bounds.meets(bounds.grown(-10)), "one inside the other");
    }

    @Test
    void isCrossedByLinesThatRunThrough() {
        assertTrue(bounds.isCrossed(0, 40, 100, 40), "from side to side");
        assertTrue(bounds.isCrossed(0, 30, 20, 10), "over a corner");
        assertTrue(bounds.isCrossed(15, 25, 15, 25), "a point inside");
        assertFalse(bounds.isCrossed(0, 25, 14, 10), "past a corner");
        assertFalse(bounds.isCrossed(40, 0, 40, 100), "along the outside of the right edge");
    }

    /** Points along a line are a second way to tell; only the narrowest crossings may fall between them. */
    @Test
    void agreesWithThePointsOfTheLine() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            int[] at = random.ints(4, 0, 80).toArray();
            boolean inner = false;
            boolean near = false;
            for (double t = 0; t <= 1; t += 1.0 / 512) {
                double x = at[0] + t * (at[2] - at[0]);
                double y = at[1] + t * (at[3] - at[1]);
                inner |= x >= 10 && x <= 39 && y >= 20 && y <= 59;
                near |= x >= 9.5 && x <= 39.5 && y >= 19.5 && y <= 59.5;
            }
            boolean crossed = bounds.isCrossed(at[0], at[1], at[2], at[3]);
            String line = "%d, %d to %d, %d".formatted(at[0], at[1], at[2], at[3]);
            assertTrue(!inner || crossed, line + " runs through");
            assertTrue(near || !crossed, line + " runs past");
        }
    }
}
