// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.ui.IEditorPart;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.status.Overlay;

/**
 * A graph that is open in an editor: what the rest of the workbench, and bundles that add to it, know of that editor.
 * All methods are called in the user interface's thread.
 */
public interface OpenGraph extends RunTarget {

    /** Id of the editor of graphs. */
    String EDITOR = "org.stillroom.workbench.graphEditor";

    /** The graph with its node types, its undo stack and what is shown on its nodes. */
    CanvasContext context();

    @Override
    default GraphDocument document() {
        return context().document();
    }

    @Override
    default Overlay overlay() {
        return context().overlay();
    }

    @Override
    default void execute(Edit edit) {
        context().execute(edit);
    }

    /** The canvas; empty while the file cannot be opened. */
    Optional<GraphCanvas> canvas();

    /** What is being typed in the Properties view and is not yet in the graph. */
    PendingEdits pending();

    /** Whether the graph, or what is being typed, differs from the file. */
    boolean modified();

    /**
     * Runs the graph as it is now, or puts it into the queue; returns at once.
     *
     * @param targets ids of the nodes to run with all they need; empty for every node that shows or saves something
     * @param ended told once when the run has ended, in the user interface's thread
     */
    void run(Set<String> targets, Consumer<RanGraph> ended);

    /** The editor, for its page and its shell. */
    IEditorPart part();
}
