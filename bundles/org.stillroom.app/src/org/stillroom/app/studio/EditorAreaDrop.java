// SPDX-License-Identifier: EPL-2.0
package org.stillroom.app.studio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;

/** Opens the files that are dropped where editors are, as the Eclipse IDE does; a picture of ours as its graph. */
final class EditorAreaDrop extends DropTargetAdapter {

    private final IWorkbenchWindow window;

    EditorAreaDrop(IWorkbenchWindow window) {
        this.window = window;
    }

    @Override
    public void dragEnter(DropTargetEvent event) {
        event.detail = (event.operations & DND.DROP_COPY) != 0 ? DND.DROP_COPY : DND.DROP_NONE;
    }

    @Override
    public void dragOperationChanged(DropTargetEvent event) {
        dragEnter(event);
    }

    @Override
    public void drop(DropTargetEvent event) {
        if (event.data instanceof String[] names) {
            Stream.of(names).map(Path::of).filter(Files::isRegularFile).forEach(this::open);
        }
    }

    private void open(Path file) {
        try {
            IDE.openEditorOnFileStore(window.getActivePage(),
                    EFS.getLocalFileSystem().getStore(IPath.fromPath(file)));
        } catch (PartInitException e) {
            ILog.of(EditorAreaDrop.class).error(file + " was dropped and could not be opened", e);
        }
    }
}
