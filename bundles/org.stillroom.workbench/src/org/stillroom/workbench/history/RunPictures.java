// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillroom.graph.Node;
import org.stillroom.workbench.run.PictureListener;
import org.stillroom.workbench.run.RunRecord;

/** Puts what runs make into the history, in a job, since that copies files. */
final class RunPictures implements PictureListener {

    /** The node type whose pictures are looked at side by side. */
    static final String COMPARE = "org.stillroom.compareImages";

    private final PictureHistory history;
    private final Queue<PictureEntry> made = new ConcurrentLinkedQueue<>();
    private final Job job = new KeepJob();

    RunPictures(PictureHistory history) {
        this.history = history;
    }

    @Override
    public void made(RunRecord run, String node, Path file, boolean cached) {
        Node writer = run.graph().nodes().get(node);
        boolean together = writer != null && writer.type().equals(COMPARE);
        made.add(new PictureEntry(run.name(), node, file, file, run.started().toEpochMilli(), together));
        job.schedule();
    }

    private final class KeepJob extends Job {

        KeepJob() {
            super(Messages.keepJob);
            setSystem(true);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            for (PictureEntry next = made.poll(); next != null; next = made.poll()) {
                try {
                    history.add(next);
                } catch (IOException e) {
                    ILog.of(RunPictures.class).error(next.file() + " is not in the history of pictures after a"
                            + " restart: " + e.getMessage(), e);
                }
            }
            return Status.OK_STATUS;
        }
    }
}
