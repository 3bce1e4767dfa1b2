// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.eclipse.swt.widgets.Display;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.open.RunTarget;

/** The graphs that are open, and what runs of them made. In the user interface's thread. */
final class OpenGraphs {

    private final Display display;
    private final NodeCatalog catalog;
    private final SeedControl seeds;
    private final Results results = new Results();
    private final List<Session> sessions = new ArrayList<>();

    OpenGraphs(Display display, NodeCatalog catalog) {
        this.display = display;
        this.catalog = catalog;
        this.seeds = new SeedControl(catalog, RandomGenerator.getDefault());
    }

    /** @param onChange what runs a graph after an edit, for a graph that was not open before */
    void open(RunTarget target, Function<RunTarget, RunOnChange> onChange) {
        session(target).ifPresentOrElse(Session::refresh, () -> {
            Session session = new Session(display, target, catalog, results, onChange.apply(target));
            sessions.add(session);
            session.open();
        });
    }

    void close(RunTarget target) {
        session(target).ifPresent(Session::close);
        sessions.removeIf(session -> session.target() == target);
    }

    /** A graph with its next seeds, also on nodes that do not go on by themselves; the same where there is no seed. */
    Graph nextSeeds(Graph graph) {
        return seeds.advanced(graph);
    }

    Optional<Session> session(RunTarget target) {
        return sessions.stream().filter(session -> session.target() == target).findFirst();
    }

    /** An editor that is closed has no place for it. */
    void say(RunTarget target, String sentence, boolean error) {
        session(target).ifPresent(session -> target.say(sentence, error));
    }

    /** @param logic keys of the run's nodes */
    void show(QueuedRun run, Feed.News news, Map<String, String> logic) {
        news.statuses().forEach((id, status) -> Optional.ofNullable(logic.get(id))
                .ifPresent(key -> results.put(run.file(), key, status)));
        news.made().forEach(made -> Optional.ofNullable(logic.get(made.node()))
                .ifPresent(key -> results.putPicture(run.file(), key, made.picture())));
        news.shown().forEach((id, shown) -> Optional.ofNullable(logic.get(id))
                .ifPresent(key -> results.putShown(run.file(), key, shown)));
        news.files().forEach((id, written) -> Optional.ofNullable(logic.get(id))
                .ifPresent(key -> results.putFile(run.file(), key, written)));
        if (!run.superseded()) {
            Set<String> nodes = run.record().nodes().keySet();
            session(run.target()).ifPresent(session -> session.show(news, logic, nodes));
        }
    }

    /** The file that a node, as it is now, wrote in its last run; no picture. */
    Optional<Path> written(RunTarget target, String node) {
        return Optional.ofNullable(LogicKeys.of(target.document().graph(), catalog).get(node))
                .flatMap(key -> results.file(target.file(), key));
    }

    /** Shows how far a run is that went on without an editor. */
    void follow(QueuedRun run, Map<String, String> logic) {
        session(run.target()).ifPresent(session -> session.follow(run, logic));
    }

    /** Says on the nodes and in the editor why a run did not do what it should, or goes on to the next seeds. */
    void conclude(QueuedRun run, Map<String, String> logic) {
        RunRecord record = run.record();
        session(run.target()).ifPresent(session -> {
            if (record.state() == RunState.REFUSED) {
                record.failures().stream().filter(failure -> !failure.node().isEmpty())
                        .forEach(failure -> session.refused(failure.node(), failure.message(), logic));
            }
            if (!record.failures().isEmpty()) {
                session.target().say(record.sentence(), true);
            }
            if (record.state() == RunState.DONE) {
                seeds.after(run.graph(), record.nodes().keySet(), session.target().document().graph())
                        .ifPresent(session::seed);
            }
        });
    }

    /**
     * A run is neither going on nor waiting any more.
     *
     * @param busy whether another of a graph is
     */
    void left(QueuedRun run, Predicate<RunTarget> busy) {
        for (Session session : List.copyOf(sessions)) {
            boolean concerned = session.target() == run.target() || session.target().file().equals(run.file());
            if (concerned && !busy.test(session.target())) {
                session.idle();
            }
        }
    }
}
