// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourceAttributes;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IFileEditorInput;
import org.eclipse.ui.IPathEditorInput;
import org.eclipse.ui.IURIEditorInput;
import org.stillroom.workbench.services.Guard;

/**
 * The file behind an editor input.
 *
 * @param resource empty for a file outside the workspace
 * @param path on the local disk
 */
public record EditorFile(Optional<IFile> resource, Path path) {

    /** Empty if the input is not a file on the local disk. */
    public static Optional<EditorFile> of(IEditorInput input) {
        if (input instanceof IFileEditorInput workspace) {
            IFile file = workspace.getFile();
            return Optional.ofNullable(file.getLocation())
                    .map(location -> new EditorFile(Optional.of(file), location.toPath()));
        }
        if (input instanceof IPathEditorInput local) {
            return Optional.ofNullable(local.getPath()).map(path -> external(path.toPath()));
        }
        if (input instanceof IURIEditorInput other) {
            return local(other.getURI()).map(EditorFile::external);
        }
        return Optional.empty();
    }

    /** A file by its path, which may not be there yet; a resource where it is in an open project. */
    public static EditorFile external(Path path) {
        IFile found = ResourcesPlugin.getWorkspace().getRoot()
                .getFileForLocation(IPath.fromPath(path.toAbsolutePath()));
        return new EditorFile(Optional.ofNullable(found).filter(file -> file.getProject().isOpen()),
                path.toAbsolutePath());
    }

    public URI uri() {
        return path.toAbsolutePath().normalize().toUri();
    }

    /** Whether it is there and marked read-only, or may not be written. */
    public boolean readOnly() {
        // the superuser may write everything, and still is told of the mark
        boolean marked = resource.map(IFile::getResourceAttributes).map(ResourceAttributes::isReadOnly).orElse(false);
        return Files.exists(path) && (marked || !Files.isWritable(path));
    }

    /** Takes the mark away; false if that is not allowed. */
    public boolean makeWritable() {
        ResourceAttributes attributes = resource.map(IFile::getResourceAttributes).orElse(null);
        if (attributes == null) {
            return path.toFile().setWritable(true);
        }
        try {
            attributes.setReadOnly(false);
            resource.get().setResourceAttributes(attributes);
            return true;
        } catch (CoreException e) {
            Guard.log("making " + path + " writable", e);
            return false;
        }
    }

    private static Optional<Path> local(URI uri) {
        try {
            return uri == null ? Optional.empty() : Optional.of(Path.of(uri));
        } catch (RuntimeException e) {
            // the address of something that is not on this computer
            return Optional.empty();
        }
    }
}
