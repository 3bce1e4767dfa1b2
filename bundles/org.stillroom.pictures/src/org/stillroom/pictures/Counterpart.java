// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.pictures.history.PictureEntry;

/**
 * Looks for a picture to compare another with: the first whose pixels differ, since a run that is repeated makes the
 * same picture again. A new search ends the one before.
 */
final class Counterpart {

    private final PictureCache cache;
    private final Control screen;
    private Job current;

    /** @param screen nothing is told any more once it is gone */
    Counterpart(PictureCache cache, Control screen) {
        this.cache = cache;
        this.screen = screen;
    }

    /**
     * Looks in a job.
     *
     * @param others in the order in which they are to be tried
     * @param found told the other one, or nothing if none differs, in the user interface's thread
     */
    void find(PictureEntry one, List<PictureEntry> others, Consumer<Optional<PictureEntry>> found) {
        stop();
        current = new SearchJob(one, List.copyOf(others), found);
        current.schedule();
    }

    void stop() {
        if (current != null) {
            current.cancel();
        }
    }

    private final class SearchJob extends Job {

        private final PictureEntry one;
        private final List<PictureEntry> others;
        private final Consumer<Optional<PictureEntry>> found;

        SearchJob(PictureEntry one, List<PictureEntry> others, Consumer<Optional<PictureEntry>> found) {
            super(Messages.counterpartJob);
            this.one = one;
            this.others = others;
            this.found = found;
            setPriority(SHORT);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            Progress progress = () -> {
                if (monitor.isCanceled()) {
                    throw new CancellationException();
                }
            };
            try {
                Optional<PictureEntry> other = search(progress);
                Displays.post(screen, () -> {
                    if (this == current) {
                        found.accept(other);
                    }
                });
                return Status.OK_STATUS;
            } catch (CancellationException e) {
                return Status.CANCEL_STATUS;
            }
        }

        private Optional<PictureEntry> search(Progress progress) {
            for (PictureEntry other : others) {
                progress.checkCancelled();
                if (differ(other, progress)) {
                    return Optional.of(other);
                }
            }
            return Optional.empty();
        }

        private boolean differ(PictureEntry other, Progress progress) {
            try {
                if (Files.mismatch(one.kept(), other.kept()) < 0) {
                    return false;
                }
                RgbImage a = cache.load(one.kept(), progress).picture();
                RgbImage b = cache.load(other.kept(), progress).picture();
                return !a.sameSizeAs(b) || !Arrays.equals(a.rgb(), b.rgb());
            } catch (IOException e) {
                // what cannot be read cannot be compared either
                return false;
            }
        }
    }
}
