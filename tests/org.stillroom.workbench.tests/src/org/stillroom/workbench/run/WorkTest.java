// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How much of a run is done, and how long it still takes. */
class WorkTest {

    private static final long SECOND = 1_000_000_000L;

    private long now;

    @Test
    void aNodeCountsAsMuchAsItIsExpectedToTake() {
        Work work = new Work(Map.of("draw", 9.0, "save", 1.0)::get);
        work.done("draw", 0);
        work.done("save", 0);
        assertEquals(0, work.share());
        work.done("draw", 0.5);
        assertEquals(0.45, work.share(), 1e-9);
        work.done("draw", 1);
        assertEquals(0.9, work.share(), 1e-9);
        work.done("save", 1);
        assertEquals(1, work.share(), 1e-9);
    }

    @Test
    void whatIsThereAlreadyIsNoWork() {
        Work work = new Work(Map.of("draw", 9.0, "save", 1.0)::get);
        work.done("draw", 0);
        work.none("draw");
        work.done("draw", 1);
        work.done("save", 0);
        assertEquals(0, work.share());
        work.done("save", 1);
        assertEquals(1, work.share());
    }

    @Test
    void whatIsLeftIsKnownAfterSomeSecondsAndDoesNotCountTheLoading() {
        Pace pace = new Pace(() -> now);
        now = 60 * SECOND;
        assertTrue(pace.left(0, 100).isEmpty());
        now += SECOND;
        assertTrue(pace.left(1, 100).isEmpty(), "too early");
        now += 9 * SECOND;
        assertEquals(90, pace.left(10, 100).orElseThrow(), 1e-9);
        now += 90 * SECOND;
        assertEquals(OptionalDouble.empty(), pace.left(100, 100));
    }

    @Test
    void whatBeginsAnewIsCountedAnew() {
        Pace pace = new Pace(() -> now);
        pace.left(0, 10);
        now += 10 * SECOND;
        assertEquals(10, pace.left(5, 10).orElseThrow(), 1e-9);
        assertTrue(pace.left(0, 20).isEmpty());
        now += 4 * SECOND;
        assertEquals(36, pace.left(2, 20).orElseThrow(), 1e-9);
    }
}
