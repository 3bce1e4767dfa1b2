// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.stillroom.graph.PortRef;

/** A run that was started. */
public final class Run {

    private final Execution execution;
    private final ResultCache cache;
    private final CompletableFuture<RunResult> result;

    Run(Execution execution, ResultCache cache, CompletableFuture<RunResult> result) {
        this.execution = execution;
        this.cache = cache;
        this.result = result;
    }

    /** Waits until the run has ended and its listener has been told. Failures of nodes are in the result. */
    public RunResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine failed: " + e.getCause(), e.getCause());
        }
    }

    /** Waits for the end, but not longer. */
    void awaitAtMost(long millis) throws InterruptedException {
        try {
            result.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // a listener that does not return; the run itself has ended
        }
    }

    /**
     * Cancels the run; returns at once. The run ends within a second: a node that does not stop by itself, as it is in
     * a native call, is left to end in the background, and what it makes is dropped.
     */
    public void cancel() {
        execution.cancel();
    }

    /**
     * Looks at the value at an output of a node that is done or cached, also after the run. The engine keeps results
     * within its budget, so that an old one may be gone, as after the engine was closed.
     *
     * @param read called with the value, which is closed by the engine at some time after it has returned
     * @return what {@code read} makes of it; empty if the run has no such output, or not yet, or not any more
     */
    public <T> Optional<T> output(PortRef output, Function<Object, T> read) {
        return Optional.ofNullable(execution.steps().get(output.node()))
                .flatMap(step -> cache.read(step.key(), output.port(), read));
    }

    /**
     * Looks at the value that an input of a node is wired to, past bypassed nodes, as a viewer does that has no output;
     * otherwise like {@link #output}.
     */
    public <T> Optional<T> input(PortRef input, Function<Object, T> read) {
        return Optional.ofNullable(execution.steps().get(input.node()))
                .map(step -> step.node().inputs().get(input.port()))
                .flatMap(from -> output(from, read));
    }

    /** Whether somebody asked to cancel the run. */
    public boolean cancelled() {
        return execution.cancelled();
    }
}
