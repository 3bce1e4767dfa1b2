// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.stillroom.workbench.services.Guard;

/**
 * Notices that somebody else changed, moved or deleted the file of an editor: at once inside the workspace, and
 * elsewhere when the editor or its window is looked at.
 */
final class DiskWatch implements IResourceChangeListener, IPartListener2 {

    private final IEditorPart part;
    private final DiskChanges changes;
    private final Display display;
    private final Shell shell;
    private final Listener activation = event -> check();
    private final Job job = Job.createSystem(Messages.DiskWatch_job, (ICoreRunnable) monitor -> look());
    private volatile boolean stopped;

    /** @param changes told in the user interface's thread */
    DiskWatch(IEditorPart part, DiskChanges changes) {
        this.part = part;
        this.changes = changes;
        this.shell = part.getSite().getShell();
        this.display = shell.getDisplay();
    }

    void start() {
        workspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
        part.getSite().getPage().addPartListener(this);
        shell.addListener(SWT.Activate, activation);
    }

    void stop() {
        stopped = true;
        workspace().removeResourceChangeListener(this);
        part.getSite().getPage().removePartListener(this);
        if (!shell.isDisposed()) {
            shell.removeListener(SWT.Activate, activation);
        }
        job.cancel();
    }

    /** Looks soon, in a job. */
    void check() {
        job.schedule();
    }

    @Override
    public void partActivated(IWorkbenchPartReference reference) {
        if (reference.getPart(false) == part) {
            check();
        }
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        IFile file = changes.file().resource().orElse(null);
        IResourceDelta found = file == null || event.getDelta() == null ? null
                : event.getDelta().findMember(file.getFullPath());
        if (found == null) {
            return;
        }
        boolean removed = found.getKind() == IResourceDelta.REMOVED;
        if (removed && (found.getFlags() & IResourceDelta.MOVED_TO) != 0) {
            moved(found.getMovedToPath());
        } else if (removed || (found.getFlags() & IResourceDelta.CONTENT) != 0
                || found.getKind() == IResourceDelta.ADDED) {
            check();
        }
    }

    private void moved(IPath to) {
        IFile file = ResourcesPlugin.getWorkspace().getRoot().getFile(to);
        later(() -> changes.moved(file));
    }

    private void look() {
        if (!stopped) {
            changes.disk().changed().ifPresent(content -> later(() -> changes.changed(content)));
        }
    }

    private void later(Runnable work) {
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (!stopped) {
                    Guard.run("following a change of " + changes.file().path(), work);
                }
            });
        }
    }

    private static IWorkspace workspace() {
        return ResourcesPlugin.getWorkspace();
    }
}
