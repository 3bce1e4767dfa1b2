// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.nio.file.Path;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;

/** A graph with a problem. All methods are called in the user interface's thread. */
interface FixTarget {

    Graph graph();

    /** Folder of the graph file. */
    Path folder();

    /** For dialogs. */
    Shell shell();

    /** Changes the graph. */
    void execute(Edit edit);
}
