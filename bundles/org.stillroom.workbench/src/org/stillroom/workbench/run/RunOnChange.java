// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.widgets.Display;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.open.RunTarget;

/** Runs a graph a moment after an edit that changes what it makes. In the user interface's thread. */
final class RunOnChange {

    /** How long nobody must have edited: somebody who types a prompt pauses between words. */
    static final int MILLIS = 600;

    private final Display display;
    private final RunTarget target;
    private final NodeCatalog catalog;
    private final BooleanSupplier on;
    private final Runnable start;
    private final Runnable elapsed = this::elapsed;
    /** The graph before the edits since the last run; empty if there are none. */
    private Optional<Graph> before = Optional.empty();

    /** @param start runs the graph in place of a run of it that goes on */
    RunOnChange(Display display, RunTarget target, NodeCatalog catalog, BooleanSupplier on, Runnable start) {
        this.display = display;
        this.target = target;
        this.catalog = catalog;
        this.on = on;
        this.start = start;
    }

    void edited(Graph was) {
        if (on.getAsBoolean()) {
            before = before.or(() -> Optional.of(was));
            display.timerExec(MILLIS, elapsed);
        }
    }

    void forget() {
        before = Optional.empty();
        display.timerExec(-1, elapsed);
    }

    private void elapsed() {
        Optional<Graph> was = before;
        before = Optional.empty();
        Graph now = target.document().graph();
        if (on.getAsBoolean() && was.isPresent() && !logic(was.get()).equals(logic(now))) {
            start.run();
        }
    }

    /** Renaming a node changes nothing of this. */
    private Set<String> logic(Graph graph) {
        Map<String, String> keys = LogicKeys.of(graph, catalog);
        return new HashSet<>(keys.values());
    }
}
