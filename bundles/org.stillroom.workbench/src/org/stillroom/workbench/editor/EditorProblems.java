// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.core.resources.IMarker;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IGotoMarker;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.workbench.fixes.MissingModelsBar;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.problems.LiveCheck;
import org.stillroom.workbench.problems.ProblemMarkers;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.Models;
import org.stillroom.workbench.store.GraphStore;

/** The problems of an editor's graph: looked for after every change, drawn on the nodes, and gone to from a marker. */
final class EditorProblems implements IGotoMarker {

    private final OpenGraph graph;
    private final GraphStore store;
    private final LiveCheck check;
    private final Runnable modelsChanged = this::check;
    private final MissingModelsBar missing;

    EditorProblems(OpenGraph graph, GraphStore store, InfoBars bars, Display display) {
        this.graph = graph;
        this.store = store;
        this.check = new LiveCheck(display, this::checked);
        this.missing = new MissingModelsBar(graph, bars);
        graph.document().addListener((before, after) -> Guard.run("following an edit", this::check));
        Models.get().addListener(modelsChanged);
    }

    /** What is not saved is forgotten, so that the markers must be those of the file again. */
    void dispose() {
        Models.get().removeListener(modelsChanged);
        missing.dispose();
        if (graph.modified() && store.file().resource().isPresent()) {
            checkFile();
            if (PlatformUI.getWorkbench().isClosing()) {
                finish();
            }
        }
    }

    /** Marks the file soon with the problems of what it holds, where that is not what the editor shows. */
    void checkFile() {
        store.file().resource().ifPresent(
                file -> check.requestFile(Models.get().folders(graph.folder()), file));
    }

    private void finish() {
        try {
            check.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks for problems soon. */
    void check() {
        if (graph.canvas().isPresent()) {
            check.request(graph.document().graph(), Models.get().folders(graph.folder()),
                    store.file().resource().orElse(null));
        }
    }

    @Override
    public void gotoMarker(IMarker marker) {
        Problem problem = ProblemMarkers.problem(marker);
        graph.canvas().ifPresent(canvas -> {
            if (graph.document().graph().nodes().containsKey(problem.node())) {
                CanvasItem node = new CanvasItem.NodeItem(problem.node());
                canvas.select(List.of(node));
                canvas.reveal(node);
            }
        });
    }

    private void checked(Graph of, CheckedGraph checked) {
        if (of == graph.document().graph() && graph.canvas().isPresent()) {
            graph.overlay().setProblems(checked.problems());
            graph.overlay().setSettled(found(checked));
            missing.show(checked);
        }
    }

    /** Models that were found where none is named; of other parameters the canvas says nothing. */
    private static Map<String, Map<String, String>> found(CheckedGraph checked) {
        Map<String, Map<String, String>> found = new HashMap<>();
        checked.settled().forEach((place, settled) -> {
            if (settled.model().isPresent()) {
                found.computeIfAbsent(place.node(), node -> new TreeMap<>()).put(place.port(), settled.value());
            }
        });
        return found;
    }
}
