// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * Runs graphs. Keeps results by key, so that a second run executes only what changed, and what nodes share, such as
 * loaded weights. Several runs may go on at once. Thread-safe.
 */
public final class Engine implements AutoCloseable {

    /** For results, not for weights: one 1024 x 1024 picture holds 12 MiB. */
    private static final long RESULT_BYTES = 1L << 30;

    private static final long CLOSE_MILLIS = 600;

    private final NodeCatalog catalog;
    private final ExecutorService pool;
    private final Devices devices;
    private final SharedResources shared = new SharedResources();
    private final ResultCache cache;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public Engine(NodeCatalog catalog) {
        this(catalog, RESULT_BYTES);
    }

    /** @param resultBytes how much memory kept results may hold; a run's own are kept until they were used */
    public Engine(NodeCatalog catalog, long resultBytes) {
        this(catalog, resultBytes, () -> { });
    }

    /** @param threadStart run first by each thread that is to run nodes, such as to set its priority */
    public Engine(NodeCatalog catalog, Runnable threadStart) {
        this(catalog, RESULT_BYTES, threadStart);
    }

    private Engine(NodeCatalog catalog, long resultBytes, Runnable threadStart) {
        this.catalog = catalog;
        this.cache = new ResultCache(resultBytes);
        this.pool = Executors.newCachedThreadPool(new Threads(threadStart));
        this.devices = new Devices(pool);
    }

    /** Starts a run and returns at once; a graph with problems is refused by the run's result. */
    public Run start(RunRequest request) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Execution execution = new Execution(this, request, result);
        Run run = new Run(execution, cache, result);
        runs.add(run);
        CompletableFuture<?> unused = result.whenComplete((ended, failure) -> runs.remove(run));
        pool.execute(execution::start);
        return run;
    }

    /**
     * Cancels what runs and closes what nodes share, last made first. Returns within a second: where a node is still
     * in a native call, that which it may be using is closed in the background when the call has ended.
     */
    @Override
    public void close() {
        closed = true;
        List<Run> running = List.copyOf(runs);
        running.forEach(Run::cancel);
        boolean idle = false;
        try {
            for (Run run : running) {
                run.awaitAtMost(CLOSE_MILLIS);
            }
            pool.shutdown();
            idle = pool.awaitTermination(CLOSE_MILLIS / 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            pool.shutdown();
            Thread.currentThread().interrupt();
        }
        if (idle) {
            closeResources();
        } else {
            Thread closer = new Thread(this::closeWhenIdle, "stillroom-engine-close");
            closer.setDaemon(true);
            closer.start();
        }
    }

    /** Whether it was closed and no node is at work any more; one in a native call may be for a while. */
    public boolean ended() {
        return pool.isTerminated();
    }

    /**
     * What nodes share, as {@link org.stillroom.nodes.contract.ExecuteContext#shared} gives it to them, to set it up or
     * watch it.
     */
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> make) {
        return shared.get(type, make);
    }

    private void closeWhenIdle() {
        try {
            if (pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
                closeResources();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeResources() {
        cache.close();
        shared.close();
    }

    NodeCatalog catalog() {
        return catalog;
    }

    ExecutorService pool() {
        return pool;
    }

    Devices devices() {
        return devices;
    }

    SharedResources shared() {
        return shared;
    }

    ResultCache cache() {
        return cache;
    }

    /** Daemons, so that a node which never returns does not keep the program from ending. */
    private static final class Threads implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();
        private final Runnable start;

        Threads(Runnable start) {
            this.start = start;
        }

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(() -> {
                start.run();
                work.run();
            }, "stillroom-engine-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
