// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.core.runtime.SafeRunner;
import org.eclipse.swt.widgets.Display;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.open.RunTarget;
import org.stillroom.workbench.results.MadePicture;
import org.stillroom.workbench.results.PictureListener;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.Contributions;

/**
 * Runs graphs, one at a time, the others waiting. All methods are called in the user interface's thread and return at
 * once.
 */
public final class Runner {

    /** Told of runs, in the user interface's thread. */
    public interface Listener {

        /** A run was asked for, has got on or has ended; at most some 20 times a second. */
        void changed(RunHandle run);
    }

    private static Runner instance;

    private final Display display;
    private final NodeCatalog catalog;
    private final RunEngine engines;
    private final OpenGraphs graphs;
    private final RunQueue<QueuedRun> queue = new RunQueue<>();
    private final Map<QueuedRun, Map<String, String>> keys = new HashMap<>();
    private final Durations durations;
    private final RunAudience audience = new RunAudience();
    private long count;
    private boolean onChange;

    Runner(Display display, NodeCatalog catalog, RunEngine engines) {
        this.display = display;
        this.catalog = catalog;
        this.engines = engines;
        this.graphs = new OpenGraphs(display, catalog);
        this.durations = new Durations(catalog);
    }

    /** The workbench's. */
    public static Runner get() {
        if (instance == null) {
            instance = new Runner(Display.getDefault(), Catalog.get(), WorkbenchEngine.get());
            instance.addPictureListener(new Contributed());
            Closing.watch(instance);
        }
        return instance;
    }

    /**
     * To be called when an editor has opened a graph, or read it again: what an earlier run made and is still right is
     * shown again, and a run of its file that was left to itself is followed.
     */
    public void opened(RunTarget target) {
        graphs.open(target, opened -> new RunOnChange(display, opened, catalog, () -> onChange,
                () -> runInstead(opened)));
        queue.queue().stream().filter(run -> run.of(target.file()) && graphs.session(run.target()).isEmpty())
                .forEach(run -> {
                    run.adopt(target);
                    graphs.follow(run, keys.getOrDefault(run, Map.of()));
                });
    }

    /** To be called when the editor is closed; runs go on. */
    public void closed(RunTarget target) {
        graphs.close(target);
        of(target).forEach(QueuedRun::release);
    }

    /**
     * Runs the graph as it is now, or puts it into the queue.
     *
     * @param targets ids of the nodes to run with all they need; empty for every node that shows or saves something
     */
    public RunHandle run(RunTarget target, Set<String> targets) {
        return add(target, targets, target.takeGraph(), Turn.ONLY);
    }

    /**
     * Runs the graph as it is now several times: first with its own seeds, then each time with the next ones. Where one
     * of the runs fails, the others are not tried.
     */
    public void run(RunTarget target, int times) {
        Graph graph = target.takeGraph();
        long series = count + 1;
        for (int number = 1; number <= times; number++) {
            add(target, Set.of(), graph, new Turn(series, number, times));
            graph = graphs.nextSeeds(graph);
        }
    }

    /** Whether a graph has seeds, without which it makes the same each time. */
    public boolean hasSeeds(Graph graph) {
        return graphs.nextSeeds(graph) != graph;
    }

    private RunHandle add(RunTarget target, Set<String> targets, Graph graph, Turn turn) {
        QueuedRun run = new QueuedRun(this, target, ++count, targets, graph, turn);
        queue.add(run);
        keys.put(run, LogicKeys.of(run.graph(), catalog));
        graphs.say(target, "", false);
        if (queue.running().filter(other -> other.target() == target && !other.superseded()).isEmpty()) {
            graphs.session(target).ifPresent(session -> session.waits(run));
        }
        audience.changed(run);
        startNext();
        return run;
    }

    private void runInstead(RunTarget target) {
        of(target).forEach(QueuedRun::supersede);
        run(target, Set.of());
    }

    /** The run that goes on, then those that wait. */
    public List<RunHandle> queue() {
        return List.copyOf(queue.queue());
    }

    /** The last runs that ended, newest first. */
    public List<RunHandle> history() {
        return List.copyOf(queue.history());
    }

    /** Takes a run that has ended out of the history; one that has not is stopped first. */
    public void remove(RunHandle run) {
        run.stop();
        if (run instanceof QueuedRun queued && queued.state().ended()) {
            queue.forget(queued);
            audience.changed(run);
        }
    }

    /** The file, other than a picture, that a node as it is now wrote in its last run, if it did. */
    public Optional<Path> written(RunTarget target, String node) {
        return graphs.written(target, node);
    }

    /** Whether a run of a graph goes on or waits. */
    public boolean runs(RunTarget target) {
        return !of(target).isEmpty();
    }

    /** Stops all runs of a graph. */
    public void stop(RunTarget target) {
        of(target).forEach(QueuedRun::stop);
    }

    /** Stops what goes on and all that waits. */
    public void stopAll() {
        queue.queue().reversed().forEach(QueuedRun::stop);
    }

    /** Whether an edit that changes what an open graph makes runs it. */
    public boolean runsOnChange() {
        return onChange;
    }

    public void setRunOnChange(boolean on) {
        onChange = on;
    }

    public void addListener(Listener listener) {
        audience.runs().add(listener);
    }

    public void removeListener(Listener listener) {
        audience.runs().remove(listener);
    }

    public void addPictureListener(PictureListener listener) {
        audience.pictures().add(listener);
    }

    public void removePictureListener(PictureListener listener) {
        audience.pictures().remove(listener);
    }

    /** Takes a run that has not started out of the queue. Called in any thread. */
    void withdraw(QueuedRun run) {
        if (Thread.currentThread() != display.getThread()) {
            Feed.post(display, () -> withdraw(run));
        } else if (queue.withdraw(run)) {
            run.end(RunState.STOPPED, List.of());
            leave(run);
        }
    }

    private void startNext() {
        queue.startNext().ifPresent(run -> {
            Feed feed = new Feed(display, news -> show(run, news));
            RunJob job = new RunJob(run, engines, feed, durations.of(run), () -> Feed.post(display, () -> ended(run)));
            job.schedule();
        });
    }

    private void show(QueuedRun run, Feed.News news) {
        durations.took(run.file(), news.statuses());
        graphs.show(run, news, keys.getOrDefault(run, Map.of()));
        if (!run.superseded()) {
            audience.made(run.record(), news.made());
        }
        audience.changed(run);
    }

    private void ended(QueuedRun run) {
        queue.ended(run);
        try {
            if (run.state() == RunState.FAILED || run.state() == RunState.REFUSED) {
                queue.queue().stream().filter(other -> other.turn().sameSeries(run.turn())).forEach(QueuedRun::stop);
            }
            if (!run.superseded()) {
                graphs.conclude(run, keys.getOrDefault(run, Map.of()));
            }
            OutputRefresh.schedule(run.record());
            leave(run);
        } finally {
            startNext();
        }
    }

    /** The run is neither going on nor waiting any more. */
    private void leave(QueuedRun run) {
        keys.remove(run);
        if (run.superseded()) {
            queue.forget(run);
        }
        graphs.left(run, this::runs);
        run.release();
        audience.changed(run);
    }

    private List<QueuedRun> of(RunTarget target) {
        return queue.queue().stream().filter(run -> run.target() == target).toList();
    }

    /** The listeners that bundles contribute, which are made when there is a picture to tell of. */
    private static final class Contributed implements PictureListener {

        private List<PictureListener> listeners;

        @Override
        public void made(MadePicture picture) {
            if (listeners == null) {
                listeners = Contributions.made("results", "listener", PictureListener.class);
            }
            listeners.forEach(listener -> SafeRunner.run(() -> listener.made(picture)));
        }
    }
}
