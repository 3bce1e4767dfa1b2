// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.check.PinnedModelSearch;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.workbench.services.Models;

/** Looks for a model by its checksums, which may mean reading many gigabytes, and names it in the graph. */
final class LocateJob extends Job {

    private final FixTarget target;
    private final ModelFolders folders;
    private final Display display;
    private final String missing;
    private final ModelPin pin;

    private LocateJob(FixTarget target, String missing, ModelPin pin) {
        super(NLS.bind(Messages.LocateJob_name, missing));
        this.target = target;
        this.folders = Models.get().folders(target.folder());
        this.display = target.shell().getDisplay();
        this.missing = missing;
        this.pin = pin;
        setUser(true);
    }

    /** Returns at once. */
    static Job start(FixTarget target, String missing, ModelPin pin) {
        Job job = new LocateJob(target, missing, pin);
        job.schedule();
        return job;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
        try (Checksums checksums = Checksums.ofUser()) {
            Optional<String> found = new PinnedModelSearch(folders, checksums).find(missing, pin,
                    new Told(monitor));
            show(() -> take(found));
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            return Status.CANCEL_STATUS;
        } finally {
            monitor.done();
        }
    }

    private void take(Optional<String> found) {
        if (found.isPresent()) {
            target.execute(NamedModel.renamed(target.catalog(), NLS.bind(Messages.LocateJob_edit, found.get()), missing,
                    found.get()));
        } else {
            MessageDialog.openInformation(target.shell(), Messages.LocateJob_title,
                    NLS.bind(Messages.LocateJob_none, missing));
        }
    }

    private void show(Runnable result) {
        if (!display.isDisposed()) {
            display.asyncExec(result);
        }
    }

    /** Says which of the models it reads. */
    private record Told(IProgressMonitor monitor) implements Progress {

        @Override
        public void checkCancelled() {
            if (monitor.isCanceled()) {
                throw new CancellationException();
            }
        }

        @Override
        public void progress(long done, long total) {
            checkCancelled();
            if (total > 0) {
                monitor.subTask(NLS.bind(Messages.LocateJob_progress, done + 1, total));
            }
        }
    }
}
