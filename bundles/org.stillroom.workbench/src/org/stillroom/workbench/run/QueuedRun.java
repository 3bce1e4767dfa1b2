// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.engine.NodeFailure;
import org.stillroom.engine.Run;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.open.RunTarget;

/** A run from the time it is asked for. Thread-safe: its job writes, the user interface reads. */
final class QueuedRun implements RunHandle {

    private final Runner runner;
    private RunTarget target;
    private final long number;
    private final String name;
    private final Path file;
    private final Graph graph;
    private final Turn turn;
    private final Set<String> targets;
    private final SortedMap<String, NodeStatus> nodes = new TreeMap<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<NodeFailure> failures = new ArrayList<>();
    private RunState state = RunState.WAITING;
    private Instant started = Instant.now();
    private long startedNanos;
    private Duration elapsed = Duration.ZERO;
    private Optional<Run> run = Optional.empty();
    private boolean stopping;
    private boolean superseded;

    QueuedRun(Runner runner, RunTarget target, long number, Set<String> targets, Graph graph, Turn turn) {
        this.runner = runner;
        this.target = target;
        this.number = number;
        this.name = target.name();
        this.file = target.file().toAbsolutePath();
        this.graph = graph;
        this.turn = turn;
        this.targets = Set.copyOf(targets);
    }

    synchronized RunTarget target() {
        return target;
    }

    /** It has ended or its editor is closed: the editor must be forgotten. */
    synchronized void release() {
        target = new StoredTarget(record());
    }

    /** Its file was opened again, in this editor. */
    synchronized void adopt(RunTarget opened) {
        target = opened;
    }

    boolean of(Path graphFile) {
        return file.equals(graphFile.toAbsolutePath());
    }

    Path file() {
        return file;
    }

    Graph graph() {
        return graph;
    }

    Turn turn() {
        return turn;
    }

    Set<String> targets() {
        return targets;
    }

    @Override
    public synchronized RunRecord record() {
        Duration now = state == RunState.RUNNING ? Duration.ofNanos(System.nanoTime() - startedNanos) : elapsed;
        return new RunRecord(number, name, turn.of(name), file, graph, targets, state, started, now, nodes,
                List.copyOf(files), failures);
    }

    @Override
    public synchronized Optional<Run> run() {
        return run;
    }

    @Override
    public void stop() {
        Optional<Run> running;
        synchronized (this) {
            stopping = true;
            running = run;
        }
        running.ifPresent(Run::cancel);
        runner.withdraw(this);
    }

    /** Stops it, as a newer one of the same graph takes its place. */
    void supersede() {
        synchronized (this) {
            superseded = true;
        }
        stop();
    }

    synchronized boolean superseded() {
        return superseded;
    }

    synchronized RunState state() {
        return state;
    }

    synchronized NodeStatus status(String node) {
        return nodes.getOrDefault(node, NodeStatus.IDLE);
    }

    synchronized boolean stopping() {
        return stopping;
    }

    synchronized void begin() {
        state = RunState.RUNNING;
        started = Instant.now();
        startedNanos = System.nanoTime();
    }

    void started(Run begun) {
        boolean late;
        synchronized (this) {
            run = Optional.of(begun);
            late = stopping;
        }
        if (late) {
            begun.cancel();
        }
    }

    synchronized void status(String node, NodeStatus status) {
        nodes.put(node, status);
    }

    synchronized void wrote(Path path) {
        files.add(path);
    }

    synchronized void end(RunState ended, List<NodeFailure> reasons) {
        if (state == RunState.RUNNING) {
            elapsed = Duration.ofNanos(System.nanoTime() - startedNanos);
        }
        state = ended;
        failures.addAll(reasons);
    }
}
