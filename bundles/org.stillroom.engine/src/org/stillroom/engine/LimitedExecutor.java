// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs at most a number of tasks at a time on a pool, in the order they came. */
final class LimitedExecutor implements Executor {

    private final Executor pool;
    private final int limit;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    LimitedExecutor(Executor pool, int limit) {
        this.pool = pool;
        this.limit = limit;
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (running < limit) {
            start(task);
        } else {
            waiting.add(task);
        }
    }

    private void start(Runnable task) {
        pool.execute(() -> {
            try {
                task.run();
            } finally {
                next();
            }
        });
        running++;
    }

    private synchronized void next() {
        running--;
        Runnable task = waiting.poll();
        if (task != null) {
            try {
                start(task);
            } catch (RejectedExecutionException e) {
                // the engine was closed, and with it cancelled what waits here
                waiting.clear();
            }
        }
    }
}
