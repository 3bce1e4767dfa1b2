// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.nodes.contract.RgbImage;

/**
 * What happened in a run so far, and its events. Not thread-safe: its execution guards it, and delivers the events
 * when it has given its lock back.
 */
final class Journal {

    private final EventQueue events;
    private final long startedAt = System.nanoTime();
    private final Map<String, Long> nodeStartedAt = new HashMap<>();
    private final List<NodeFailure> failures = new ArrayList<>();
    private final SortedSet<Path> files = new TreeSet<>();

    Journal(EventQueue events) {
        this.events = events;
    }

    /** @param bytes that the node's result holds */
    void state(Step step, State state, long bytes) {
        if (state == State.RUNNING) {
            nodeStartedAt.put(step.id(), System.nanoTime());
        }
        Long began = nodeStartedAt.get(step.id());
        double seconds = began == null || !state.ended() ? 0 : (System.nanoTime() - began) / 1e9;
        events.add(new RunEvent.NodeState(step.id(), state, seconds, bytes));
    }

    void progress(Step step, long done, long total, String words) {
        events.add(new RunEvent.Progress(step.id(), done, total, words));
    }

    void remark(Step step, String words) {
        events.add(new RunEvent.Remark(step.id(), words));
    }

    void planned(MemoryPlan plan) {
        events.add(new RunEvent.Planned(plan));
    }

    void shown(Step step, Result result) {
        if (!result.shown().isEmpty()) {
            events.add(new RunEvent.Showed(step.id(), result.shown()));
        }
    }

    void preview(Step step, RgbImage picture) {
        events.add(new RunEvent.Preview(step.id(), picture));
    }

    void wrote(Step step, Path file) {
        files.add(file);
        events.add(new RunEvent.Wrote(step.id(), file));
    }

    void refused(Collection<NodeFailure> reasons) {
        failures.addAll(reasons);
    }

    void failure(Step step, Throwable e) {
        NodeFailure failure = Failures.of(step, e);
        failures.add(failure);
        events.add(new RunEvent.Failed(failure));
    }

    /** The engine itself failed. */
    void failure(Throwable e) {
        failures.add(new NodeFailure(NodeFailure.Kind.FAILED, "", "", "the run could not be planned (" + e + ")",
                Optional.of(e)));
    }

    RunResult finish(SortedMap<String, State> states, boolean cancelled) {
        RunResult result = new RunResult(states, failures, List.copyOf(files), cancelled,
                Duration.ofNanos(System.nanoTime() - startedAt));
        events.add(new RunEvent.Finished(result));
        return result;
    }
}
