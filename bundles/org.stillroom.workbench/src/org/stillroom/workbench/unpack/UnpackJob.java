// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.unpack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.pack.GraphBundle;
import org.stillroom.workbench.services.Guard;

/** Unpacks a bundle into a new project of the workspace, and opens its graph. */
final class UnpackJob extends Job {

    /** Names of projects that jobs are unpacking to at the moment. */
    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    private final IWorkbenchPage page;
    private final Display display;
    private final Path bundle;
    private final Consumer<String> tell;

    private UnpackJob(IWorkbenchPage page, Path bundle, Consumer<String> tell) {
        super(NLS.bind(Messages.UnpackJob_name, bundle.getFileName()));
        this.page = page;
        this.display = page.getWorkbenchWindow().getShell().getDisplay();
        this.bundle = bundle;
        this.tell = tell;
        setUser(true);
    }

    /**
     * Returns at once.
     *
     * @param tell told in the user interface's thread why it could not be opened
     */
    static Job start(IWorkbenchPage page, Path bundle, Consumer<String> tell) {
        Job job = new UnpackJob(page, bundle, tell);
        job.schedule();
        return job;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
        Progress progress = () -> {
            if (monitor.isCanceled()) {
                throw new CancellationException();
            }
        };
        IProject project = free();
        try (GraphBundle opened = GraphBundle.open(bundle)) {
            Path folder = ResourcesPlugin.getWorkspace().getRoot().getLocation().append(project.getName()).toPath();
            String graph = opened.unpack(folder, progress).getFileName().toString();
            // the folder is there already: its files become those of the project
            project.create(monitor);
            project.open(monitor);
            project.refreshLocal(IResource.DEPTH_INFINITE, monitor);
            post(() -> show(project.getFile(graph)));
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            return Status.CANCEL_STATUS;
        } catch (IOException | CoreException e) {
            post(() -> tell.accept(e.getMessage()));
            return Status.OK_STATUS;
        } finally {
            TAKEN.remove(project.getName());
            monitor.done();
        }
    }

    /** A project named as the bundle, with a number where there is, or is to be, such a one, or such a folder. */
    private IProject free() {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        String file = bundle.getFileName().toString();
        String lower = file.toLowerCase(Locale.ROOT);
        String ending = lower.endsWith(GraphBundle.ENDING) ? GraphBundle.ENDING : ".zip";
        String stem = lower.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : file;
        boolean valid = ResourcesPlugin.getWorkspace().validateName(stem, IResource.PROJECT).isOK();
        String name = valid ? stem : Messages.UnpackJob_fallback;
        IProject project = root.getProject(name);
        for (int i = 2; project.exists() || Files.exists(root.getLocation().append(project.getName()).toPath())
                || !TAKEN.add(project.getName()); i++) {
            project = root.getProject(name + "-" + i);
        }
        return project;
    }

    private void post(Runnable action) {
        if (!display.isDisposed()) {
            display.asyncExec(action);
        }
    }

    private void show(IFile graph) {
        try {
            IDE.openEditor(page, graph);
        } catch (PartInitException e) {
            Guard.log("opening " + graph, e);
            tell.accept(e.getMessage());
        }
    }
}
