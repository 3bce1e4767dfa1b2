// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.services.Guard;

/** Keeps a copy of an unsaved graph every so often, in a job, until it is saved or closed. */
final class Autosave {

    private final AutosaveStore store;
    private final Supplier<Optional<Duration>> every;
    private final Job job = new KeepJob();
    private URI file;
    private Graph pending;

    /** @param every time between two copies; asked before each */
    Autosave(AutosaveStore store, URI file, Supplier<Optional<Duration>> every) {
        this.store = store;
        this.file = file;
        this.every = every;
    }

    /** The copy that a killed session left. */
    synchronized Optional<AutosaveStore.Kept> recovered() {
        try {
            return store.recover(file);
        } catch (IOException e) {
            Guard.log("looking for a recovery copy", e);
            return Optional.empty();
        }
    }

    /** Somebody has decided what becomes of that copy. */
    synchronized void settle() {
        try {
            store.settle(file);
        } catch (IOException e) {
            Guard.log("deleting a recovery copy", e);
        }
    }

    /** To be called after each edit: this graph is kept soon, unless a later one comes. */
    synchronized void changed(Graph unsaved) {
        pending = unsaved;
        // a job that waits already goes on waiting, and one that runs is run again
        every.get().ifPresent(time -> job.schedule(time.toMillis()));
    }

    /** Nothing is unsaved any more: drops the copy. */
    synchronized void forget() {
        pending = null;
        job.cancel();
        try {
            store.forget(file);
        } catch (IOException e) {
            Guard.log("deleting a recovery copy", e);
        }
    }

    /** The graph has another file from now on. */
    synchronized void moved(URI to) {
        forget();
        file = to;
    }

    /** Keeps what is pending now, as tests need it. */
    synchronized void keepNow() throws IOException {
        if (pending != null) {
            Graph graph = pending;
            pending = null;
            store.keep(file, graph);
        }
    }

    private final class KeepJob extends Job {

        KeepJob() {
            super(Messages.Autosave_job);
            setSystem(true);
            setPriority(DECORATE);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            try {
                keepNow();
            } catch (IOException e) {
                Guard.log("keeping a copy of an unsaved graph", e);
            }
            return Status.OK_STATUS;
        }
    }
}
