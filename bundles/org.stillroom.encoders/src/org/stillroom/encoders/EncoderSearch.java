// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.stillroom.nodes.contract.ModelFolders;

/** Fills a table with the encoders of the model folders and shows how far it has looked; one search at a time. */
final class EncoderSearch extends Composite {

    private final EncoderTable table;
    private final Runnable found;
    private final Consumer<String> ended;
    private final ProgressBar progress;
    private Job job;
    private News news;

    /**
     * @param found called when there is another encoder in the table
     * @param ended called with why it could not look further; empty if it looked everywhere
     */
    EncoderSearch(Composite parent, EncoderTable table, Runnable found, Consumer<String> ended) {
        super(parent, SWT.NONE);
        this.table = table;
        this.found = found;
        this.ended = ended;
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(this);
        new Label(this, SWT.NONE).setText(Messages.EncoderDialog_looking);
        progress = new ProgressBar(this, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).grab(true, false).applyTo(progress);
    }

    /** @param denoisers by name, that encoders should fit */
    void start(ModelFolders folders, List<String> denoisers) {
        stop();
        show(true);
        news = new News();
        job = new EncoderJob(getDisplay(), folders, denoisers, news);
        job.schedule();
    }

    void stop() {
        if (job != null) {
            job.cancel();
            job = null;
        }
    }

    boolean running() {
        return job != null;
    }

    private void show(boolean shown) {
        setVisible(shown);
        progress.setSelection(0);
    }

    /** What a search finds, unless it was stopped or another one was started meanwhile. */
    private final class News implements EncoderJob.Listener {

        private boolean stale() {
            return job == null || news != this || isDisposed();
        }

        @Override
        public void found(EncoderRow row) {
            if (!stale()) {
                table.add(row);
                found.run();
            }
        }

        @Override
        public void progress(long done, long total) {
            if (!stale()) {
                progress.setMaximum((int) Math.max(1, total));
                progress.setSelection((int) done);
            }
        }

        @Override
        public void ended(String failure) {
            if (!stale()) {
                job = null;
                show(false);
                ended.accept(failure);
            }
        }
    }
}
