// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.nio.file.Path;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Graph;

/**
 * What is run: a graph that is open in an editor. All methods are called in the user interface's thread and return at
 * once.
 */
public interface RunTarget {

    /** Name of the graph for lists, such as its file's. */
    String name();

    /** The graph file, absolute; results are remembered by it. */
    Path file();

    GraphDocument document();

    /** Where a run shows how it goes. */
    Overlay overlay();

    /** Takes a step that can be undone, as the seed of the next run is one. */
    void execute(Edit edit);

    /**
     * Says something about the graph as a whole, such as why it cannot run, without a dialog.
     *
     * @param sentence empty to say nothing any more
     */
    void say(String sentence, boolean error);

    /**
     * The graph with all that has been typed: what is being typed is taken, and its field closes. Who only looks at the
     * graph asks the document.
     */
    default Graph takeGraph() {
        return document().graph();
    }

    /** What file names in the graph are relative to, and where its pictures go. */
    default Path folder() {
        return file().toAbsolutePath().getParent();
    }
}
