// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.open.OpenGraph;

/**
 * Opens the graph of a template from the project of examples. The project is made where it is not, with a file for each
 * template; a file that is there stays as it is.
 */
public final class OpenExampleHandler extends AbstractHandler {

    private static final String TEMPLATE = "org.stillroom.workbench.openExample.template";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        String wanted = event.getParameter(TEMPLATE);
        try {
            Optional<IFile> found = Optional.empty();
            IProject project = project();
            for (GraphTemplate template : GraphTemplates.all(Platform.getExtensionRegistry())) {
                if (template.bundle() != null) {
                    IFile file = file(project, template);
                    found = template.id().equals(wanted) ? Optional.of(file) : found;
                }
            }
            if (found.isPresent()) {
                IDE.openEditor(page, found.get(), OpenGraph.EDITOR);
            }
            return null;
        } catch (CoreException | GraphFileException e) {
            throw new ExecutionException(NLS.bind(Messages.noExamples, e.getMessage()), e);
        }
    }

    private static IProject project() throws CoreException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(Messages.examples);
        if (!project.exists()) {
            project.create(null);
        }
        project.open(null);
        return project;
    }

    private static IFile file(IProject project, GraphTemplate template) throws CoreException, GraphFileException {
        IFile file = project.getFile(IPath.fromOSString(template.file()).lastSegment());
        if (!file.exists()) {
            byte[] text = GraphFile.text(template.graph()).getBytes(StandardCharsets.UTF_8);
            file.create(new ByteArrayInputStream(text), true, null);
        }
        return file;
    }
}
