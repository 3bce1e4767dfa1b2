// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorRegistry;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;
import org.stillroom.workbench.open.EditorFile;
import org.stillroom.workbench.services.Guard;

/** Opens a graph's file as the text that it is, beside the graph editor. */
final class TextOpener {

    private static final String TEXT_EDITOR = "org.eclipse.ui.DefaultTextEditor";

    private TextOpener() {}

    /** @param line to go to, or 0 */
    static void open(IWorkbenchPage page, EditorFile file, int line) {
        try {
            IEditorInput input = file.resource().isPresent() ? new FileEditorInput(file.resource().get())
                    : new FileStoreEditorInput(EFS.getStore(file.uri()));
            boolean installed = PlatformUI.getWorkbench().getEditorRegistry().findEditor(TEXT_EDITOR) != null;
            IEditorPart text = page.openEditor(input,
                    installed ? TEXT_EDITOR : IEditorRegistry.SYSTEM_EXTERNAL_EDITOR_ID, true,
                    IWorkbenchPage.MATCH_INPUT | IWorkbenchPage.MATCH_ID);
            if (line > 0 && text != null && file.resource().isPresent()) {
                IMarker marker = file.resource().get().createMarker(IMarker.TEXT);
                marker.setAttribute(IMarker.LINE_NUMBER, line);
                IDE.gotoMarker(text, marker);
                marker.delete();
            }
        } catch (CoreException e) {
            Guard.log("opening " + file.path() + " as text", e);
        }
    }
}
