// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.pictures.history.PictureEntry;

/**
 * Reads the pictures to show and compares them, each step shown as soon as it is done. A new request ends the one
 * before.
 */
final class Loading {

    /** Told in the user interface's thread. */
    interface Screen {

        void show(Pyramid first);

        void show(Pyramid first, Pyramid second);

        /** @param sentence why a picture cannot be shown, or two not be compared */
        void say(String sentence, boolean shown);

        void difference(Pyramid difference);

        void compared(Likeness comparison);

        boolean gone();
    }

    private final PictureCache cache;
    private final Screen screen;
    private final Display display;
    private Job current;

    Loading(PictureCache cache, Screen screen, Display display) {
        this.cache = cache;
        this.screen = screen;
        this.display = display;
    }

    /**
     * Shows one picture or two.
     *
     * @param entries one or two
     * @param difference whether the difference of two is wanted
     */
    void request(List<PictureEntry> entries, boolean difference) {
        stop();
        current = new LoadJob(entries, difference);
        current.schedule();
    }

    void stop() {
        if (current != null) {
            current.cancel();
        }
    }

    private final class LoadJob extends Job {

        private final List<PictureEntry> entries;
        private final boolean difference;

        LoadJob(List<PictureEntry> entries, boolean difference) {
            super(Messages.loadJob);
            this.entries = entries;
            this.difference = difference;
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
                Pyramid first = cache.load(entries.getFirst().kept(), progress);
                if (entries.size() == 1) {
                    tell(() -> screen.show(first));
                } else {
                    compare(first, cache.load(entries.get(1).kept(), progress), progress);
                }
                return Status.OK_STATUS;
            } catch (CancellationException e) {
                return Status.CANCEL_STATUS;
            } catch (IOException e) {
                tell(() -> screen.say(e.getMessage(), false));
                return Status.OK_STATUS;
            } catch (OutOfMemoryError e) {
                cache.clear();
                tell(() -> screen.say(Messages.noMemory, true));
                return Status.OK_STATUS;
            }
        }

        private void compare(Pyramid first, Pyramid second, Progress progress) {
            tell(() -> screen.show(first, second));
            RgbImage a = first.picture();
            RgbImage b = second.picture();
            if (!a.sameSizeAs(b)) {
                if (difference) {
                    tell(() -> screen.say(Likeness.differentSizes(a, b), true));
                }
                return;
            }
            if (difference) {
                Pyramid found = Pyramid.of(Likeness.difference(a, b, progress), progress);
                tell(() -> screen.difference(found));
            }
            Likeness comparison = Likeness.of(a, b, progress);
            tell(() -> screen.compared(comparison));
        }

        private void tell(Runnable shown) {
            if (display.isDisposed()) {
                return;
            }
            display.asyncExec(() -> {
                if (this == current && !screen.gone()) {
                    shown.run();
                }
            });
        }
    }
}
