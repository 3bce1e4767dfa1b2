// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.nio.file.Path;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.open.OpenGraph;

/** A graph that is open; what is changed can be undone there. */
record EditorTarget(OpenGraph editor) implements FixTarget {

    @Override
    public Graph graph() {
        return editor.document().graph();
    }

    @Override
    public NodeCatalog catalog() {
        return editor.context().catalog();
    }

    @Override
    public Path folder() {
        return editor.folder();
    }

    @Override
    public Shell shell() {
        return editor.part().getSite().getShell();
    }

    @Override
    public void execute(Edit edit) {
        editor.execute(edit);
    }
}
