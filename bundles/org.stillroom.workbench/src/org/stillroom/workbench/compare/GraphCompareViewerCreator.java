// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import org.eclipse.compare.CompareConfiguration;
import org.eclipse.compare.IViewerCreator;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.swt.widgets.Composite;

/** Makes the viewer that compares graphs, wherever Eclipse compares files. */
public final class GraphCompareViewerCreator implements IViewerCreator {

    @Override
    public Viewer createViewer(Composite parent, CompareConfiguration configuration) {
        return new GraphCompareViewer(parent, configuration);
    }
}
