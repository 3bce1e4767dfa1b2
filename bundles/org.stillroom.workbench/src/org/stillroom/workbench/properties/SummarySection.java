// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.graph.Graph;

/** A graph in a line, while nothing of it is selected. */
public final class SummarySection extends GraphSection {

    private Label summary;

    @Override
    void create(Composite area) {
        GridLayoutFactory.fillDefaults().margins(Spacing.MEDIUM, Spacing.MEDIUM).applyTo(area);
        summary = getWidgetFactory().createLabel(area, "", SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(summary);
        Label hint = getWidgetFactory().createLabel(area, Messages.selectHint, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(hint);
    }

    @Override
    void update() {
        Graph graph = graph();
        int frames = graph.layout().frames().size();
        int notes = graph.layout().notes().size();
        summary.setText(NLS.bind(Messages.summary,
                new Object[] {graph.nodes().size(), graph.wires().size(), frames, notes}));
    }
}
