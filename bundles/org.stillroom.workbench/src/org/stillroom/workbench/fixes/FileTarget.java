// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.store.LocalHistory;

/** A graph that is not open; its file is changed. */
record FileTarget(IFile file) implements FixTarget {

    /** Empty if the file cannot be read any more, which its problems then say. */
    @Override
    public Graph graph() {
        try {
            return GraphFile.read(path());
        } catch (GraphFileException e) {
            return Graph.EMPTY;
        }
    }

    @Override
    public NodeCatalog catalog() {
        return Catalog.get();
    }

    @Override
    public Path folder() {
        return path().getParent();
    }

    @Override
    public Shell shell() {
        return PlatformUI.getWorkbench().getModalDialogShellProvider().getShell();
    }

    @Override
    public void execute(Edit edit) {
        try {
            // read anew: an editor may have saved the file since the problem was found
            Graph before = GraphFile.read(path());
            Graph after = edit.change().apply(before);
            if (after != before) {
                LocalHistory.keep(file);
                GraphFile.write(after, path());
                file.refreshLocal(IResource.DEPTH_ZERO, null);
            }
        } catch (GraphFileException | IOException | CoreException e) {
            ILog.of(FileTarget.class).error("Stillroom failed at changing " + file.getFullPath() + ".", e);
            MessageDialog.openError(shell(), edit.label(), e.getMessage());
        }
    }

    private Path path() {
        return file.getLocation().toPath();
    }
}
