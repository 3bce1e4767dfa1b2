// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Makes what numbered steps need on another thread, some steps ahead, in order. Used by one thread. */
final class Ahead<B> implements AutoCloseable {

    private static final int STEPS = 4;

    private final ExecutorService maker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("training data").factory());
    private final Queue<Future<B>> made = new ArrayDeque<>();
    private final LongFunction<B> make;
    private final long last;
    private long next;

    Ahead(long first, long last, LongFunction<B> make) {
        this.make = make;
        this.next = first;
        this.last = last;
    }

    /** What the next step needs. */
    B take() throws InterruptedException {
        // what was made already would be handed out without a look at it
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        while (made.size() < STEPS && next <= last) {
            long step = next++;
            made.add(maker.submit(() -> make.apply(step)));
        }
        try {
            return made.remove().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }

    /** Waits for what is being made, as that may use what is closed after this, and closes what nobody took. */
    @Override
    public void close() {
        maker.shutdownNow();
        maker.close();
        for (Future<B> batch : made) {
            if (batch.state() == Future.State.SUCCESS && batch.resultNow() instanceof AutoCloseable tensors) {
                close(tensors);
            }
        }
    }

    private static void close(AutoCloseable tensors) {
        try {
            tensors.close();
        } catch (Exception e) {
            throw new IllegalStateException("What was made ahead cannot be closed: " + e.getMessage(), e);
        }
    }
}
