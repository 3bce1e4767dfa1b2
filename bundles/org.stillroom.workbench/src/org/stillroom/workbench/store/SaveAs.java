// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.dialogs.SaveAsDialog;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.stillroom.workbench.open.EditorFile;

/** Asks for another file to save a graph to. */
final class SaveAs {

    private static final String EXTENSION = "stillroom";

    private SaveAs() {}

    /** In the workspace where the present file is there, or anywhere on the disk otherwise; empty if dismissed. */
    static Optional<EditorFile> ask(Shell shell, EditorFile present) {
        return present.resource().isPresent() ? workspace(shell, present.resource().get()) : disk(shell, present);
    }

    static IEditorInput external(Path path) {
        return new FileStoreEditorInput(EFS.getLocalFileSystem().getStore(IPath.fromPath(path)));
    }

    private static Optional<EditorFile> workspace(Shell shell, IFile present) {
        SaveAsDialog dialog = new SaveAsDialog(shell);
        dialog.setOriginalFile(present);
        if (dialog.open() != Window.OK || dialog.getResult() == null) {
            return Optional.empty();
        }
        IPath chosen = dialog.getResult();
        IFile file = ResourcesPlugin.getWorkspace().getRoot().getFile(
                EXTENSION.equals(chosen.getFileExtension()) ? chosen : chosen.addFileExtension(EXTENSION));
        return Optional.ofNullable(file.getLocation())
                .map(location -> new EditorFile(Optional.of(file), location.toPath()));
    }

    private static Optional<EditorFile> disk(Shell shell, EditorFile present) {
        FileDialog dialog = new FileDialog(shell, SWT.SAVE);
        dialog.setFileName(String.valueOf(present.path().getFileName()));
        dialog.setFilterPath(String.valueOf(present.path().getParent()));
        dialog.setFilterExtensions(new String[] {"*." + EXTENSION, "*"});
        dialog.setOverwrite(true);
        return Optional.ofNullable(dialog.open()).map(Path::of).map(EditorFile::external);
    }
}
