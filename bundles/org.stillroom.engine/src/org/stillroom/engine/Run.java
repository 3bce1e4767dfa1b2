// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run that was started. */
public final class Run {

    private final Execution execution;
    private final CompletableFuture<RunResult> result;

    Run(Execution execution, CompletableFuture<RunResult> result) {
        this.execution = execution;
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

    /** Whether somebody asked to cancel the run. */
    public boolean cancelled() {
        return execution.cancelled();
    }
}
