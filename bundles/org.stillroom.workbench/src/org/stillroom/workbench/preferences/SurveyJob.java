// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.check.FolderSurvey;
import org.stillroom.workbench.services.Catalog;

/** Looks through model folders one after another. */
final class SurveyJob extends Job {

    /**
     * How far the job is with a folder.
     *
     * @param found empty while it looks
     * @param total 0 while it is not known
     */
    record News(Path folder, Optional<FolderSurvey> found, long done, long total) {}

    private static final long BETWEEN_NEWS = 200_000_000;

    private final List<Path> folders;
    private final Consumer<News> news;
    private long told;

    /** @param news told in the job's thread */
    SurveyJob(List<Path> folders, Consumer<News> news) {
        super(Messages.SurveyJob_name);
        this.folders = List.copyOf(folders);
        this.news = news;
        setPriority(LONG);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), folders.size());
        try {
            for (Path folder : folders) {
                monitor.subTask(folder.toString());
                news.accept(new News(folder, Optional.empty(), 0, 0));
                FolderSurvey survey = FolderSurvey.of(folder, Catalog.get(), new Told(monitor, folder));
                news.accept(new News(folder, Optional.of(survey), 0, 0));
                monitor.worked(1);
            }
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            return Status.CANCEL_STATUS;
        } finally {
            monitor.done();
        }
    }

    private final class Told implements Progress {

        private final IProgressMonitor monitor;
        private final Path folder;

        Told(IProgressMonitor monitor, Path folder) {
            this.monitor = monitor;
            this.folder = folder;
        }

        @Override
        public void checkCancelled() {
            if (monitor.isCanceled()) {
                throw new CancellationException();
            }
        }

        @Override
        public void progress(long done, long total) {
            checkCancelled();
            if (System.nanoTime() - told > BETWEEN_NEWS) {
                told = System.nanoTime();
                news.accept(new News(folder, Optional.empty(), done, total));
            }
        }
    }
}
