// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphStructure;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.workbench.open.RunTarget;

/**
 * A graph that is open: its nodes show how they did in the last run, as long as they and what is before them are as
 * they were. In the user interface's thread.
 */
final class Session {

    /** How long after an edit the states of nodes are brought up to date. */
    private static final int REFRESH_MILLIS = 120;

    private final Display display;
    private final RunTarget target;
    private final NodeCatalog catalog;
    private final Results results;
    private final RunOnChange onChange;
    private final GraphDocument.Listener listener = this::changed;
    private final Runnable refresh = this::refresh;
    /** Keys that the nodes had for what they show. */
    private final Map<String, String> shown = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private Set<String> busy = Set.of();
    private boolean seeding;

    Session(Display display, RunTarget target, NodeCatalog catalog, Results results, RunOnChange onChange) {
        this.display = display;
        this.target = target;
        this.catalog = catalog;
        this.results = results;
        this.onChange = onChange;
    }

    RunTarget target() {
        return target;
    }

    void open() {
        target.document().addListener(listener);
        refresh();
    }

    void close() {
        target.document().removeListener(listener);
        display.timerExec(-1, refresh);
        onChange.forget();
    }

    /** A run of the graph was put into the queue. */
    void waits(QueuedRun run) {
        for (String id : needed(run)) {
            waiting.add(id);
            shown.remove(id);
            target.overlay().setStatus(id, new NodeStatus(NodeStatus.State.WAITING, 0, 0, 0, 0, ""));
        }
    }

    /** The nodes to run and those before them. */
    private SortedSet<String> needed(QueuedRun run) {
        Graph graph = run.graph();
        Set<String> targets = run.targets().isEmpty() ? GraphCheck.sinks(graph, catalog) : run.targets();
        SortedSet<String> needed = GraphStructure.upstream(graph, targets);
        needed.removeIf(id -> graph.nodes().get(id).mode() != Node.Mode.ACTIVE);
        return needed;
    }

    /** A run of the graph has got on. */
    void show(Feed.News news, Map<String, String> keys, Set<String> running) {
        busy = running;
        news.statuses().forEach((id, status) -> show(id, status, keys));
        news.pictures().forEach((id, picture) -> target.overlay().setPicture(id, picture.orElse(null)));
        news.shown().forEach(target.overlay()::setShown);
        news.made().forEach(made -> target.overlay().setPicture(made.node(), made.picture()));
    }

    /** A run of the file has begun before the graph was opened. */
    void follow(QueuedRun run, Map<String, String> keys) {
        waits(run);
        Map<String, NodeStatus> sofar = run.record().nodes();
        busy = sofar.keySet();
        sofar.forEach((id, status) -> show(id, status, keys));
    }

    /** The graph was refused for this. */
    void refused(String id, String message, Map<String, String> keys) {
        show(id, new NodeStatus(NodeStatus.State.FAILED, 0, 0, 0, 0, message), keys);
    }

    private void show(String id, NodeStatus status, Map<String, String> keys) {
        waiting.remove(id);
        shown.put(id, keys.getOrDefault(id, ""));
        target.overlay().setStatus(id, status);
    }

    /** No run of the graph goes on or waits any more. */
    void idle() {
        busy = Set.of();
        waiting.clear();
        refresh();
    }

    /** Takes an edit that does not start a run by itself. */
    void seed(Edit edit) {
        seeding = true;
        try {
            target.execute(edit);
        } finally {
            seeding = false;
        }
    }

    private void changed(Graph before, Graph after) {
        if (before.nodes().equals(after.nodes())) {
            return;
        }
        display.timerExec(REFRESH_MILLIS, refresh);
        if (!seeding) {
            onChange.edited(before);
        }
    }

    /** Shows for every node what is known of it as it is now. */
    void refresh() {
        Graph graph = target.document().graph();
        Map<String, String> keys = LogicKeys.of(graph, catalog);
        shown.keySet().retainAll(graph.nodes().keySet());
        for (String id : graph.nodes().keySet()) {
            String key = keys.getOrDefault(id, "");
            if (!busy.contains(id) && !waiting.contains(id) && !key.equals(shown.get(id))) {
                shown.put(id, key);
                target.overlay().setStatus(id, results.status(target.file(), key).orElse(NodeStatus.IDLE));
                target.overlay().setShown(id, results.shown(target.file(), key));
                results.picture(target.file(), key).ifPresent(picture -> show(id, picture));
            }
        }
    }

    private void show(String id, ImageData picture) {
        Optional<ImageData> present = target.overlay().picture(id);
        if (present.filter(same -> same == picture).isEmpty()) {
            target.overlay().setPicture(id, picture);
        }
    }
}
