// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.nio.file.Path;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IPathEditorInput;
import org.eclipse.ui.IPersistableElement;
import org.stillroom.graph.Graph;

/**
 * A graph that is in no file yet, such as one from a picture.
 *
 * @param file where Save writes it
 * @param graph to begin with
 */
public record NewGraphInput(Path file, Graph graph) implements IPathEditorInput {

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getName() {
        return file.getFileName().toString();
    }

    @Override
    public String getToolTipText() {
        return file.toString();
    }

    @Override
    public IPath getPath() {
        return IPath.fromPath(file);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return null;
    }

    /** Null: there is nothing to open again after a restart. */
    @Override
    public IPersistableElement getPersistable() {
        return null;
    }

    @Override
    public <T> T getAdapter(Class<T> type) {
        return null;
    }
}
