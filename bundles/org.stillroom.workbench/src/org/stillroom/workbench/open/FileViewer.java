// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.EditorPart;

/** An editor in which a file is only looked at. One that was written again meanwhile is read again. */
public abstract class FileViewer extends EditorPart {

    private Path file;
    private FileTime shown;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
        file = EditorFile.of(input).map(EditorFile::path)
                .orElseThrow(() -> new PartInitException(NLS.bind(Messages.FileViewer_noFile, input.getName())));
    }

    /** Shows what is in the file now; called once more whenever the file has changed. */
    protected abstract void show(Path file);

    /** To be called once all controls are there. */
    protected final void read() {
        shown = written();
        show(file);
    }

    @Override
    public void setFocus() {
        if (!written().equals(shown)) {
            read();
        }
    }

    /** The beginning of time for a file that is gone. */
    private FileTime written() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        // it is only looked at
    }

    @Override
    public void doSaveAs() {
        // as above
    }
}
