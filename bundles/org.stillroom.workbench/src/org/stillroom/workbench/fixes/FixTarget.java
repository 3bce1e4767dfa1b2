// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.nio.file.Path;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;

/** A graph with a problem. All methods are called in the user interface's thread. */
public interface FixTarget {

    Graph graph();

    /** The installed node types. */
    NodeCatalog catalog();

    /** Folder of the graph file. */
    Path folder();

    /** For dialogs. */
    Shell shell();

    /** Changes the graph. */
    void execute(Edit edit);
}
