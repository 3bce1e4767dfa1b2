// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.osgi.framework.Bundle;
import org.osgi.service.prefs.BackingStoreException;

/** Opens what the studio was asked to open; in an empty workspace, a project with the example graphs. */
final class FirstStart {

    private static final String FIRST_GRAPH = "first-picture.stillroom";
    /** The bundle that brings the example graphs; the studio runs without it, then with an empty workspace. */
    private static final String EXAMPLES = "org.stillroom.mini";

    private FirstStart() {}

    static void run(StudioArguments arguments) {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        try {
            useModels(arguments);
            if (!arguments.graphs().isEmpty()) {
                for (Path graph : arguments.graphs()) {
                    open(page, graph);
                }
            } else if (ResourcesPlugin.getWorkspace().getRoot().getProjects().length == 0) {
                IFile first = examples();
                if (first.exists()) {
                    IDE.openEditor(page, first);
                }
            }
        } catch (CoreException | BackingStoreException e) {
            ILog.of(FirstStart.class).error(NLS.bind(Messages.cannotOpen, e.getMessage()), e);
        }
    }

    private static void useModels(StudioArguments arguments) throws BackingStoreException {
        if (arguments.models().isPresent()) {
            ModelFolderPreference.addIfNone(arguments.models().get());
        }
    }

    private static void open(IWorkbenchPage page, Path graph) throws PartInitException {
        if (!Files.isRegularFile(graph)) {
            ILog.of(FirstStart.class).error(NLS.bind(Messages.noGraph, graph));
            return;
        }
        IFile[] found = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(graph.toUri());
        if (found.length > 0) {
            IDE.openEditor(page, found[0]);
        } else {
            IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().getStore(graph.toUri()));
        }
    }

    /** The first example graph, in a project that is made unless it is there; the file may not exist. */
    static IFile examples() throws CoreException {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        IProject project = root.getProject(Messages.firstPictures);
        if (!project.exists()) {
            project.create(null);
        }
        project.open(null);
        for (URL example : exampleGraphs()) {
            IFile file = project.getFile(IPath.fromOSString(example.getPath()).lastSegment());
            if (!file.exists()) {
                copy(example, file);
            }
        }
        return project.getFile(FIRST_GRAPH);
    }

    private static void copy(URL example, IFile file) throws CoreException {
        try (InputStream in = example.openStream()) {
            file.create(in, true, null);
        } catch (IOException e) {
            throw new CoreException(Status.error(NLS.bind(Messages.cannotOpen, example), e));
        }
    }

    private static List<URL> exampleGraphs() {
        Bundle bundle = Platform.getBundle(EXAMPLES);
        var found = bundle == null ? null : bundle.findEntries("graphs", "*.stillroom", false);
        return found == null ? List.of() : Collections.list(found);
    }
}
