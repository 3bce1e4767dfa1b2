// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.stillroom.diffusion.files.EncoderFit;
import org.stillroom.diffusion.files.EncoderListing;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;

/** Looks for encoders in the background. */
final class EncoderJob extends Job {

    /** Told in the user interface's thread. */
    interface Listener {
        void found(EncoderRow row);

        /** @param total 0 while it is not known */
        void progress(long done, long total);

        /** @param failure why it could not look further; empty if it looked everywhere or was cancelled */
        void ended(String failure);
    }

    private final Display display;
    private final ModelFolders folders;
    private final List<String> denoisers;
    private final Listener listener;
    private volatile boolean told;

    EncoderJob(Display display, ModelFolders folders, List<String> denoisers, Listener listener) {
        super(Messages.EncoderJob_name);
        this.display = display;
        this.folders = folders;
        this.denoisers = denoisers;
        this.listener = listener;
        setPriority(SHORT);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
            List<EncoderFit> fits = denoisers.stream().map(denoiser -> EncoderFit.of(folders, denoiser)).toList();
            EncoderListing.find(folders, encoder -> tell(to -> to.found(EncoderRow.of(encoder, fits))),
                    Progress.of((done, total) -> report(monitor, done, total)));
            tell(to -> to.ended(""));
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            return Status.CANCEL_STATUS;
        } catch (RuntimeException | LinkageError e) {
            ILog.of(EncoderJob.class).error("Stillroom failed at looking for encoders.", e);
            tell(to -> to.ended(String.valueOf(e.getMessage())));
            return Status.OK_STATUS;
        } finally {
            monitor.done();
        }
    }

    /** Tells how far it is, unless the user interface still has the last news to read. */
    private void report(IProgressMonitor monitor, long done, long total) {
        if (monitor.isCanceled()) {
            throw new CancellationException();
        }
        if (!told) {
            told = true;
            tell(to -> {
                told = false;
                to.progress(done, total);
            });
        }
    }

    private void tell(Consumer<Listener> news) {
        if (!display.isDisposed()) {
            display.asyncExec(() -> news.accept(listener));
        }
    }
}
