// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;

/** Makes the workspace see the files that a run wrote into its projects. */
final class OutputRefresh {

    private OutputRefresh() {}

    static void schedule(RunRecord run) {
        Set<Path> folders = new TreeSet<>();
        run.files().forEach(file -> folders.add(file.getParent()));
        if (folders.isEmpty() || !Platform.isRunning()) {
            return;
        }
        WorkspaceJob job = new WorkspaceJob(Messages.OutputRefresh_name) {
            @Override
            public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
                for (Path folder : folders) {
                    refresh(folder, monitor);
                }
                return Status.OK_STATUS;
            }
        };
        job.setRule(ResourcesPlugin.getWorkspace().getRoot());
        job.setSystem(true);
        job.schedule();
    }

    /** A folder that is new is found from the one that it is in. */
    private static void refresh(Path folder, IProgressMonitor monitor) throws CoreException {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        for (IContainer container : root.findContainersForLocationURI(folder.toUri())) {
            IContainer known = container;
            while (!known.exists() && known.getParent() != null) {
                known = known.getParent();
            }
            if (known.exists() && known.getType() != IResource.ROOT) {
                known.refreshLocal(known == container ? IResource.DEPTH_ONE : IResource.DEPTH_INFINITE, monitor);
            }
        }
    }
}
