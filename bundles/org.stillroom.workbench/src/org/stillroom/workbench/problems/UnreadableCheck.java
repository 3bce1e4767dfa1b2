// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.problems;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.Models;
import org.stillroom.workbench.store.DiskFile;

/**
 * Marks files that cannot be read, and takes the mark away when they can be. What else is wrong with a graph is looked
 * for when it is opened, since that takes the models.
 */
final class UnreadableCheck extends Job {

    private static final String ENDING = ".stillroom";

    private final Queue<IFile> files = new ConcurrentLinkedQueue<>();
    private final Queue<IProject> projects = new ConcurrentLinkedQueue<>();
    private final Consumer<IFile> found;

    /** @param found told of each graph in a project, in the job */
    UnreadableCheck(Consumer<IFile> found) {
        super(Messages.LiveCheck_job);
        this.found = found;
        setSystem(true);
        setPriority(DECORATE);
    }

    void request(IFile file) {
        files.add(file);
        schedule();
    }

    /** Looks for the graphs of a project, so that they are known before anybody unfolds it. */
    void request(IProject project) {
        projects.add(project);
        schedule();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        for (IProject project = projects.poll(); project != null && !monitor.isCanceled(); project = projects.poll()) {
            look(project, monitor);
        }
        for (IFile file = files.poll(); file != null && !monitor.isCanceled(); file = files.poll()) {
            try {
                check(file);
            } catch (CoreException | RuntimeException e) {
                Guard.log("checking " + file.getFullPath(), e);
            }
        }
        return Status.OK_STATUS;
    }

    private void look(IProject project, IProgressMonitor monitor) {
        try {
            project.accept(resource -> {
                if (resource.getType() == IResource.FILE && isGraph(resource.getName())) {
                    found.accept((IFile) resource.requestResource());
                }
                return !monitor.isCanceled();
            }, IResource.NONE);
        } catch (CoreException e) {
            // closed or deleted meanwhile
            projects.remove(project);
        }
    }

    static boolean isGraph(String name) {
        return name.endsWith(ENDING);
    }

    private static void check(IFile file) throws CoreException {
        if (file.getLocation() == null) {
            return;
        }
        DiskFile.Content content = new DiskFile(file.getLocation().toPath()).peek();
        if (content.graph().isPresent()) {
            if (markedUnreadable(file)) {
                ProblemMarkers.show(file, GraphCheck.check(content.graph().get(), Catalog.get(),
                        Models.get().folders(file.getLocation().toPath().getParent())).problems());
            }
        } else if (!content.missing()) {
            ProblemMarkers.showUnreadable(file, content.failure().orElseThrow());
        }
    }

    /** Only such marks name a line, as far as there is one; problems of a graph name a node. */
    private static boolean markedUnreadable(IFile file) throws CoreException {
        for (IMarker marker : file.findMarkers(ProblemMarkers.TYPE, false, IResource.DEPTH_ZERO)) {
            boolean line = marker.getAttribute(IMarker.LINE_NUMBER, 0) > 0;
            if (line || marker.getAttribute(ProblemMarkers.NODE, "").isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
