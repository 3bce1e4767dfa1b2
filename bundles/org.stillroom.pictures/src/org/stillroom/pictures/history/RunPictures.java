// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures.history;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillroom.workbench.results.MadePicture;
import org.stillroom.workbench.results.PictureListener;

/** Puts what runs make into the history of the workspace, in a job, since that copies files. */
public final class RunPictures implements PictureListener {

    /** The node type whose pictures are looked at side by side. */
    static final String COMPARE = "org.stillroom.compareImages";

    private final Queue<PictureEntry> made = new ConcurrentLinkedQueue<>();
    private final Job job = new KeepJob();

    @Override
    public void made(MadePicture picture) {
        made.add(new PictureEntry(picture.graph(), picture.node().id(), picture.file(), picture.file(),
                picture.run().toEpochMilli(), picture.node().type().equals(COMPARE)));
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
                    PictureHistory.get().add(next);
                } catch (IOException e) {
                    ILog.of(RunPictures.class).error(next.file() + " is not in the history of pictures after a"
                            + " restart: " + e.getMessage(), e);
                }
            }
            return Status.OK_STATUS;
        }
    }
}
