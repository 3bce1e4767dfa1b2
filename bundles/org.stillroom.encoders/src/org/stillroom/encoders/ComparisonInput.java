// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

/**
 * Encoders that a run has compared. Gone with the window: the graph is there to run it again.
 *
 * @param graph name of the graph
 */
record ComparisonInput(String graph, List<Compared> all) implements IEditorInput {

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return ImageDescriptor.getMissingImageDescriptor();
    }

    @Override
    public String getName() {
        return NLS.bind(Messages.ComparisonInput_name, graph);
    }

    @Override
    public IPersistableElement getPersistable() {
        return null;
    }

    @Override
    public String getToolTipText() {
        return getName();
    }

    @Override
    public <T> T getAdapter(Class<T> wanted) {
        return null;
    }
}
