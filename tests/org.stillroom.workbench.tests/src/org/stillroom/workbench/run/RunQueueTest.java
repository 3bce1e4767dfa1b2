// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunQueueTest {

    private final RunQueue<String> queue = new RunQueue<>();

    @Test
    void oneGoesOnAndTheOthersFollowInOrder() {
        queue.add("a");
        queue.add("b");
        assertEquals(Optional.of("a"), queue.startNext());
        assertEquals(Optional.empty(), queue.startNext());
        assertEquals(List.of("a", "b"), queue.queue());
        queue.ended("a");
        assertEquals(Optional.of("b"), queue.startNext());
        assertEquals(List.of("a"), queue.history());
    }

    @Test
    void whatWaitsCanBeWithdrawnAndWhatGoesOnCannot() {
        queue.add("a");
        queue.add("b");
        queue.startNext();
        assertTrue(queue.withdraw("b"));
        assertFalse(queue.withdraw("a"));
        assertEquals(List.of("a"), queue.queue());
        assertEquals(List.of("b"), queue.history());
    }

    @Test
    void theHistoryEndsWithTheFiftyLast() {
        for (int i = 0; i < 60; i++) {
            queue.add("run " + i);
            queue.startNext();
            queue.ended("run " + i);
        }
        assertEquals(RunQueue.HISTORY, queue.history().size());
        assertEquals("run 59", queue.history().getFirst());
        assertEquals("run 10", queue.history().getLast());
        queue.forget("run 30");
        assertFalse(queue.history().contains("run 30"));
    }
}
