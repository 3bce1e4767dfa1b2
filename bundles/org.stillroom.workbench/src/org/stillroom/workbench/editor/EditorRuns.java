// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.run.RunHandle;
import org.stillroom.workbench.run.Runner;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.store.GraphScreen;

/** The runs of an editor's graph, which keep the editor dirty and are stopped before it closes. */
final class EditorRuns {

    private final OpenGraph graph;
    private final GraphScreen screen;
    private final Runner.Listener listener = this::changed;
    private boolean running;

    EditorRuns(OpenGraph graph, GraphScreen screen) {
        this.graph = graph;
        this.screen = screen;
    }

    void start() {
        Runner.get().addListener(listener);
    }

    /** Shows what earlier runs of the graph made, as far as it is kept. */
    void opened() {
        Guard.run("showing earlier results", () -> {
            Runner.get().closed(graph);
            Runner.get().opened(graph);
        });
    }

    void dispose() {
        Runner.get().removeListener(listener);
        Guard.run("closing " + graph.name(), () -> Runner.get().stop(graph));
        Guard.run("closing " + graph.name(), () -> Runner.get().closed(graph));
    }

    boolean running() {
        return running;
    }

    /** Asks before a run is stopped because the editor closes; false if the editor is to stay open. */
    boolean stopToClose() {
        if (running) {
            int answer = screen.ask(Messages.GraphEditor_runningTitle,
                    NLS.bind(Messages.GraphEditor_running, graph.name()),
                    List.of(Messages.GraphEditor_stop, Messages.GraphEditor_keepOpen));
            if (answer != 0) {
                return false;
            }
            Runner.get().stop(graph);
        }
        return true;
    }

    private void changed(RunHandle changed) {
        boolean now = Runner.get().runs(graph);
        if (now != running) {
            running = now;
            screen.dirtChanged();
        }
    }
}
