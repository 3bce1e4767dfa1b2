// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.nodes.contract.RgbImage;

/**
 * One run under way. Its lock guards ledger and journal and is never held while a node or the listener is called:
 * events are put into a queue under the lock, and delivered after it was given back.
 */
final class Execution {

    private static final int HOST_NODES = 4;

    /** How long a cancelled node may take to stop by itself and to clean up. */
    private static final long GRACE_MILLIS = 500;

    private final Engine engine;
    private final RunRequest request;
    private final CompletableFuture<RunResult> result;
    private final EventQueue events;
    private final Executor host;
    private final Journal journal;
    private final Ledger ledger;
    private boolean ended;
    private volatile boolean cancelled;
    private volatile Map<String, Step> steps = Map.of();
    private volatile RealSpecs specs;
    private volatile Optional<MemoryPlan> memory = Optional.empty();

    Execution(Engine engine, RunRequest request, CompletableFuture<RunResult> result) {
        this.engine = engine;
        this.request = request;
        this.result = result;
        this.events = new EventQueue(request.listener());
        this.host = new LimitedExecutor(engine.pool(), HOST_NODES);
        this.journal = new Journal(events);
        this.ledger = new Ledger(engine.cache());
    }

    boolean cancelled() {
        return cancelled;
    }

    /** By node id; empty while it is not planned yet, or if it was refused. */
    Map<String, Step> steps() {
        return steps;
    }

    /** What is known of the values so far; there once the first node is begun. */
    RealSpecs specs() {
        return specs;
    }

    /** What becomes of the models. */
    Optional<MemoryPlan> memory() {
        return memory;
    }

    /** Checks and plans, and starts the nodes that need no other. */
    void start() {
        try {
            Preparation preparation = Preparation.of(request, engine.catalog(), engine.cache());
            synchronized (this) {
                begin(preparation);
            }
        } catch (Throwable e) {
            synchronized (this) {
                journal.failure(e);
                end();
            }
        }
        events.deliver();
    }

    private void begin(Preparation preparation) {
        if (ended) {
            preparation.cached().values().forEach(engine.cache()::release);
            return;
        }
        journal.refused(preparation.refused());
        steps = preparation.plan().steps();
        specs = new RealSpecs(request.models(), preparation.wiring(), preparation.specs());
        memory = preparation.memory();
        memory.ifPresent(journal::planned);
        steps.values().stream().filter(step -> preparation.toRun().contains(step.id())).forEach(step -> {
            ledger.addToRun(step);
            journal.state(step, State.WAITING, 0);
        });
        steps.values().stream().filter(step -> !preparation.toRun().contains(step.id()))
                .forEach(step -> reuse(step, Optional.ofNullable(preparation.cached().get(step.id()))));
        preparation.plan().unreadable().forEach((id, e) -> {
            fail(steps.get(id), e);
            ledger.stopUsing(steps.get(id));
        });
        if (cancelled) {
            ledger.in(State.WAITING).forEach(step -> leave(step, State.CANCELLED));
        }
        ledger.in(State.WAITING).stream().filter(ledger::ready).forEach(this::submit);
        endIfDone();
    }

    /** Takes the node from waiting to running and gives its inputs; empty if it is not to run any more. */
    Optional<Map<String, Object>> begin(Step step) {
        Optional<Map<String, Object>> inputs = Optional.empty();
        synchronized (this) {
            if (ledger.state(step) == State.WAITING) {
                // another run, or another node with the same parameters, may have made it meanwhile
                Optional<Result> known = engine.cache().pin(step.key());
                if (known.isPresent()) {
                    reuse(step, known);
                    ledger.stopUsing(step);
                    goOn(step);
                } else {
                    inputs = Optional.of(ledger.inputs(step));
                    set(step, State.RUNNING, 0);
                }
            }
        }
        events.deliver();
        return inputs;
    }

    /**
     * The node has a result; one that comes after the run was ended is dropped.
     *
     * @param how it came to it: {@link State#DONE} or {@link State#RECALLED}
     */
    void done(Step step, Result made, State how) {
        synchronized (this) {
            if (ledger.state(step) == State.RUNNING) {
                Result kept = engine.cache().put(made);
                set(step, how, kept.bytes());
                journal.shown(step, kept);
                ledger.hold(step.id(), kept);
                ledger.stopUsing(step);
                goOn(step);
            } else {
                engine.cache().discard(made.values().values());
                ledger.stopUsing(step);
            }
        }
        events.deliver();
    }

    /** The node has returned by throwing. */
    void failed(Step step, Throwable e) {
        synchronized (this) {
            ledger.stopUsing(step);
            if (ledger.state(step) == State.RUNNING) {
                if (cancelled && Failures.cancellation(e)) {
                    set(step, State.CANCELLED, 0);
                } else {
                    fail(step, e);
                }
                endIfDone();
            }
        }
        events.deliver();
    }

    void progress(Step step, long done, long total, String words) {
        synchronized (this) {
            if (ledger.state(step) == State.RUNNING) {
                journal.progress(step, done, total, words);
            }
        }
        events.deliver();
    }

    void remark(Step step, String words) {
        synchronized (this) {
            if (ledger.state(step) == State.RUNNING) {
                journal.remark(step, words);
            }
        }
        events.deliver();
    }

    void wrote(Step step, Path file) {
        synchronized (this) {
            if (ledger.state(step) == State.RUNNING) {
                journal.wrote(step, file);
            }
        }
        events.deliver();
    }

    void preview(Step step, RgbImage picture) {
        synchronized (this) {
            if (ledger.state(step) == State.RUNNING) {
                journal.preview(step, picture);
            }
        }
        events.deliver();
    }

    void cancel() {
        synchronized (this) {
            if (cancelled || ended) {
                return;
            }
            cancelled = true;
            ledger.in(State.WAITING).forEach(step -> leave(step, State.CANCELLED));
            if (!ledger.states().isEmpty()) {
                endIfDone();
            }
        }
        events.deliver();
        CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS).execute(this::abandon);
    }

    /** Ends the run without waiting for the nodes that still run. */
    private void abandon() {
        synchronized (this) {
            ledger.in(State.RUNNING).forEach(step -> set(step, State.CANCELLED, 0));
            end();
        }
        events.deliver();
    }

    private void submit(Step step) {
        Executor executor = step.type().device() ? engine.devices().queue(request.device()) : host;
        executor.execute(new NodeTask(engine, this, request, step));
    }

    private void reuse(Step step, Optional<Result> known) {
        set(step, State.CACHED, known.map(Result::bytes).orElse(0L));
        known.ifPresent(kept -> {
            journal.shown(step, kept);
            kept.files().forEach(file -> journal.wrote(step, file.path()));
            ledger.hold(step.id(), kept);
        });
    }

    private void goOn(Step step) {
        ledger.consumers(step).stream().filter(ledger::ready).forEach(this::submit);
        endIfDone();
    }

    private void fail(Step step, Throwable e) {
        journal.failure(step, e);
        set(step, State.FAILED, 0);
        Deque<Step> behind = new ArrayDeque<>(ledger.consumers(step));
        while (!behind.isEmpty()) {
            Step consumer = behind.pop();
            if (ledger.state(consumer) == State.WAITING) {
                leave(consumer, State.SKIPPED);
                behind.addAll(ledger.consumers(consumer));
            }
        }
    }

    /** The node will not be run. */
    private void leave(Step step, State state) {
        set(step, state, 0);
        ledger.stopUsing(step);
    }

    private void set(Step step, State state, long bytes) {
        ledger.state(step, state);
        journal.state(step, state, bytes);
    }

    private void endIfDone() {
        if (ledger.states().values().stream().allMatch(State::ended)) {
            end();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            boolean incomplete = ledger.states().isEmpty() || ledger.states().containsValue(State.CANCELLED);
            RunResult how = journal.finish(ledger.states(), cancelled && incomplete);
            events.addAction(() -> result.complete(how));
        }
    }
}
