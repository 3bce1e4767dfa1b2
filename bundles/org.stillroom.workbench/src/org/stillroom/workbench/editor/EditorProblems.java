// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.List;
import org.eclipse.core.resources.IMarker;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IGotoMarker;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Problem;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.Models;

/** The problems of an editor's graph: looked for after every change, drawn on the nodes, and gone to from a marker. */
final class EditorProblems implements IGotoMarker {

    private final GraphEditor editor;
    private final LiveCheck check;
    private final Runnable modelsChanged = this::check;

    EditorProblems(GraphEditor editor, Display display) {
        this.editor = editor;
        this.check = new LiveCheck(display, this::checked);
        editor.document().addListener((before, after) -> Guard.run("following an edit", this::check));
        Models.get().addListener(modelsChanged);
    }

    /** What is not saved is forgotten, so that the markers must be those of the file again. */
    void dispose() {
        Models.get().removeListener(modelsChanged);
        if (editor.modified() && editor.store().file().resource().isPresent()) {
            checkFile();
            if (PlatformUI.getWorkbench().isClosing()) {
                finish();
            }
        }
    }

    /** Marks the file soon with the problems of what it holds, where that is not what the editor shows. */
    void checkFile() {
        editor.store().file().resource().ifPresent(
                file -> check.requestFile(Models.get().folders(editor.folder()), file));
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
        if (editor.canvas().isPresent()) {
            check.request(editor.document().graph(), Models.get().folders(editor.folder()),
                    editor.store().file().resource().orElse(null));
        }
    }

    @Override
    public void gotoMarker(IMarker marker) {
        Problem problem = ProblemMarkers.problem(marker);
        editor.canvas().ifPresent(canvas -> {
            if (editor.document().graph().nodes().containsKey(problem.node())) {
                CanvasItem node = new CanvasItem.NodeItem(problem.node());
                canvas.select(List.of(node));
                canvas.reveal(node);
            }
        });
    }

    private void checked(Graph graph, List<Problem> problems) {
        if (graph == editor.document().graph() && editor.canvas().isPresent()) {
            editor.overlay().setProblems(problems);
        }
    }
}
