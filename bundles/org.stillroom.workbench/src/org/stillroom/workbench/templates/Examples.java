// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.templates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.IWorkbenchWindow;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.services.FileDrop;

/** The project of examples. It is made where it is not; a file that is there stays as it is. */
public final class Examples {

    private Examples() {}

    /**
     * A file for each template that bundles contribute.
     *
     * @param wanted id of a template
     * @return the file of the one that is wanted; empty if there is no such template
     */
    public static Optional<IFile> graph(String wanted) throws CoreException, GraphFileException {
        Optional<IFile> found = Optional.empty();
        IProject project = project();
        for (GraphTemplate.Contributed template : GraphTemplates.contributed(Platform.getExtensionRegistry())) {
            IFile file = project.getFile(IPath.fromOSString(template.file()).lastSegment());
            if (!file.exists()) {
                byte[] text = GraphFile.text(template.graph()).getBytes(StandardCharsets.UTF_8);
                file.create(new ByteArrayInputStream(text), true, null);
            }
            found = template.id().equals(wanted) ? Optional.of(file) : found;
        }
        return found;
    }

    /** Opens the graph of a picture, which gets a copy in the project beside which its own pictures go. */
    public static void open(IWorkbenchWindow window, ExamplePicture picture) throws CoreException {
        IFolder folder = project().getFolder(Messages.drawn);
        if (!folder.exists()) {
            folder.create(true, true, null);
        }
        IFile file = folder.getFile(picture.name());
        if (!file.exists()) {
            try (InputStream in = picture.file().openStream()) {
                file.create(in, true, null);
            } catch (IOException e) {
                throw new CoreException(Status.error(picture.file() + " cannot be read: " + e.getMessage(), e));
            }
        }
        new FileDrop(window).open(file.getLocation().toOSString());
    }

    private static IProject project() throws CoreException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(Messages.examples);
        if (!project.exists()) {
            project.create(null);
        }
        project.open(null);
        return project;
    }
}
