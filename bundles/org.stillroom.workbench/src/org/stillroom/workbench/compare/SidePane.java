// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.runtime.ILog;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.editor.status.Overlay;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.NodeIcons;

/** One version on a canvas that cannot be edited, or why there is none, under its name. */
final class SidePane extends Composite {

    private final CLabel title;
    private GraphCanvas canvas;
    private Control body;

    SidePane(Composite parent) {
        super(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
        title = new CLabel(this, SWT.NONE);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
        addDisposeListener(event -> clear());
    }

    /** @param heading says which of the versions it is, around its name */
    void show(String heading, GraphSide side, Map<String, Difference> marks) {
        clear();
        title.setText(NLS.bind(heading, side.label()));
        title.setToolTipText(side.label());
        if (side.graph().isPresent()) {
            showGraph(side.graph().get(), marks);
        } else {
            showReason(side.reason());
        }
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        layout(true);
    }

    Optional<GraphCanvas> canvas() {
        return Optional.ofNullable(canvas);
    }

    void reveal(Optional<CanvasItem> item) {
        if (canvas != null) {
            canvas.select(item.map(List::of).orElse(List.of()));
            item.ifPresent(canvas::reveal);
        }
    }

    private void showGraph(Graph graph, Map<String, Difference> marks) {
        try {
            Overlay overlay = new Overlay();
            overlay.setDifferences(marks);
            canvas = new GraphCanvas(this, new CanvasContext(new GraphDocument(graph), Catalog.get(), overlay,
                    new CommandStack(), new ReadOnlyHost()));
            body = canvas.control();
        } catch (RuntimeException | LinkageError e) {
            ILog.of(SidePane.class).error("Stillroom failed at showing " + title.getText() + ".", e);
            clear();
            showReason(NLS.bind(Messages.SidePane_failed, e.getMessage()));
        }
    }

    private void showReason(String reason) {
        Composite page = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(Spacing.LARGE, Spacing.LARGE).applyTo(page);
        Label label = new Label(page, SWT.WRAP);
        label.setText(reason);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(label);
        body = page;
    }

    private void clear() {
        if (canvas != null) {
            canvas.dispose();
            canvas = null;
        }
        if (body != null && !body.isDisposed()) {
            body.dispose();
        }
    }

    /** Lets nothing be changed. */
    private static final class ReadOnlyHost implements CanvasHost {

        @Override
        public boolean editable() {
            return false;
        }

        @Override
        public Optional<URL> icon(NodeType type) {
            return NodeIcons.of(type);
        }
    }
}
