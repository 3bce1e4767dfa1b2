// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.util.List;
import org.eclipse.ui.IEditorInput;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.open.OpenGraph;

/** What the file side of an editor asks of the side that people see. In the user interface's thread. */
public interface GraphScreen {

    OpenGraph graph();

    /** Shows a graph that was read; nothing is to be undone or saved. */
    void show(Graph graph);

    /** Shows why there is no graph, and marks the file with it. */
    void show(BrokenFile broken);

    InfoBars bars();

    /**
     * Asks a person and waits for the answer.
     *
     * @param buttons the first is the default
     * @return index of the button pressed, or -1 if the question was dismissed
     */
    int ask(String title, String message, List<String> buttons);

    /** The file holds something else than what is shown, or another graph is: its problems are looked for anew. */
    void check();

    /** The file holds what cannot be shown, and is marked with the problems of that. */
    void checkFile();

    /** The editor shows another file from now on, under the same or another name. */
    void inputChanged(IEditorInput input);

    /** Whether there is something to save may be another than before. */
    void dirtChanged();
}
