// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.stillroom.engine.Engine;
import org.stillroom.engine.NodeFailure;
import org.stillroom.engine.Run;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;

/**
 * One run as a job, so that the Progress view shows it and can cancel it. The engine's threads do the work; this one
 * only passes on what happens.
 */
final class RunJob extends Job {

    private final QueuedRun run;
    private final RunEngine engines;
    private final Feed feed;
    private final ToDoubleFunction<String> seconds;
    private final Runnable ended;
    private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();

    /**
     * @param seconds that a node is expected to take, by its id
     * @param ended called in any thread when the run is over
     */
    RunJob(QueuedRun run, RunEngine engines, Feed feed, ToDoubleFunction<String> seconds, Runnable ended) {
        super(NLS.bind(Messages.RunJob_name, run.record().title()));
        this.run = run;
        this.engines = engines;
        this.feed = feed;
        this.seconds = seconds;
        this.ended = ended;
        setPriority(LONG);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        run.begin();
        try {
            Optional<Run> begun = begin();
            if (begun.isPresent()) {
                RunResult result = follow(begun.get(), monitor);
                run.end(state(result), result.failures());
            } else {
                run.end(RunState.STOPPED, List.of());
            }
        } catch (InterruptedException e) {
            run.run().ifPresent(Run::cancel);
            run.end(RunState.STOPPED, List.of());
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            broken(e.getCause());
        } catch (RuntimeException | Error e) {
            broken(e);
        } finally {
            feed.close();
            ended.run();
        }
        // what went wrong is shown on the nodes and in the list of runs, not in a dialog
        return run.state() == RunState.STOPPED ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    /** A fault of ours, which must not make the queue stand still for ever. */
    private void broken(Throwable fault) {
        run.run().ifPresent(Run::cancel);
        run.end(RunState.FAILED, List.of(new NodeFailure(NodeFailure.Kind.FAILED, "", "",
                NLS.bind(Messages.RunJob_fault, fault), Optional.of(fault))));
        ILog.of(RunJob.class).error(NLS.bind(Messages.RunJob_broken, run.record().name()), fault);
    }

    @Override
    protected void canceling() {
        run.stop();
    }

    /** Waits for the start, which takes seconds where libtorch is loaded first; empty if it was stopped meanwhile. */
    private Optional<Run> begin() throws InterruptedException, ExecutionException {
        FutureTask<Run> start = new FutureTask<>(this::start);
        Thread starter = new Thread(start, "stillroom-run-start");
        starter.setDaemon(true);
        starter.start();
        while (!run.stopping()) {
            try {
                return Optional.of(start.get(Feed.MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                // look again whether it is still wanted
            }
        }
        return start.isDone() ? Optional.of(start.get()) : Optional.empty();
    }

    private Run start() {
        RunEngine.Settings settings = engines.settings(run.file().getParent());
        Engine engine = engines.engine();
        Run begun = engine.start(new RunRequest(run.graph(), settings.models(), settings.outputFolder(),
                settings.device(), run.targets(), events::add, settings.previewEvery(),
                settings.disk(), Optional.of(settings.memory())));
        run.started(begun);
        return begun;
    }

    private RunResult follow(Run begun, IProgressMonitor monitor) throws InterruptedException {
        RunNews news = new RunNews(run, feed, monitor, seconds);
        long wait = 0;
        while (true) {
            RunEvent event = events.poll(wait, TimeUnit.MILLISECONDS);
            if (event instanceof RunEvent.Finished finished) {
                // the result counts only when the listener has returned from this event
                begun.await();
                return finished.result();
            }
            if (event != null) {
                news.take(event);
            }
            wait = feed.flush();
        }
    }

    private static RunState state(RunResult result) {
        if (result.cancelled()) {
            return RunState.STOPPED;
        }
        if (result.ok()) {
            return RunState.DONE;
        }
        return result.states().isEmpty() ? RunState.REFUSED : RunState.FAILED;
    }
}
