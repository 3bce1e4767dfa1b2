// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What steps need is made before them, in their order, and closed by somebody. */
@Timeout(60)
class AheadTest {

    private final ConcurrentLinkedQueue<Long> closed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> made = new ConcurrentLinkedQueue<>();

    /** What a step needs. */
    private record Batch(long step, ConcurrentLinkedQueue<Long> closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.add(step);
        }
    }

    private Batch make(long step) {
        made.add(step);
        return new Batch(step, closed);
    }

    @Test
    void stepsAreMadeInTheirOrder() throws InterruptedException {
        try (Ahead<Batch> ahead = new Ahead<>(3, 12, this::make)) {
            for (long step = 3; step <= 12; step++) {
                assertEquals(step, ahead.take().step());
            }
        }
        assertEquals(LongStream.rangeClosed(3, 12).boxed().toList(), List.copyOf(made));
        assertEquals(List.of(), List.copyOf(closed), "who takes it closes it");
    }

    /** As after a stop; the step that is being made then is waited for. */
    @Test
    void whatNobodyTookIsClosed() throws InterruptedException {
        CountDownLatch third = new CountDownLatch(1);
        try (Ahead<Batch> ahead = new Ahead<>(1, 100, step -> {
            if (step == 3) {
                third.countDown();
            }
            return make(step);
        })) {
            assertEquals(1, ahead.take().step());
            third.await();
        }
        assertEquals(List.copyOf(made).subList(1, made.size()), List.copyOf(closed));
    }

    @Test
    void aFailureArrivesAtItsStep() throws InterruptedException {
        try (Ahead<Batch> ahead = new Ahead<>(1, 3, step -> {
            if (step == 2) {
                throw new TrainingException("no such sample");
            }
            return make(step);
        })) {
            assertEquals(1, ahead.take().step());
            assertEquals("no such sample", assertThrows(TrainingException.class, ahead::take).getMessage());
        }
        assertEquals(List.copyOf(made).subList(1, made.size()), List.copyOf(closed));
    }
}
