// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.Optional;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.util.TransferDropTargetListener;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.palette.PaletteDrop;
import org.stillroom.editor.pane.CanvasPane;
import org.stillroom.workbench.fixes.QuickFixMenu;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.run.RunHandler;
import org.stillroom.workbench.services.FileDrop;
import org.stillroom.workbench.store.BrokenFile;

/** What an editor shows: information bars, and below them the canvas or a page that says why there is none. */
final class EditorPanes {

    private final OpenGraph graph;
    private final IEditorSite site;
    private final CanvasSelection selection;
    private final InfoBars bars;
    private final Composite content;
    private final StackLayout stack = new StackLayout();
    private final CanvasWorkbenchActions actions;
    private CanvasPane pane;
    private GraphCanvas canvas;
    private PaletteDrop palette;
    private OutlinePage outline;
    private BrokenPage broken;

    EditorPanes(OpenGraph graph, IEditorSite site, Composite parent, CanvasSelection selection) {
        this.graph = graph;
        this.site = site;
        this.selection = selection;
        this.actions = new CanvasWorkbenchActions(site, graph.pending());
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
        Composite above = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(above);
        bars = new InfoBars(above);
        content = new Composite(area, SWT.NONE);
        content.setLayout(stack);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(content);
    }

    void showCanvas() {
        if (canvas == null) {
            pane = new CanvasPane(content, graph.context(), Beginnings.of(site));
            canvas = pane.canvas();
            ConflictBar.install(bars, actions.install(canvas).conflicts());
            palette = PaletteDrop.install(canvas);
            new FirstLook(canvas);
            if (outline != null) {
                outline.show(canvas);
            }
            canvas.viewer().addDropTargetListener((TransferDropTargetListener)
                    new FileDrop(site.getWorkbenchWindow()));
            selection.follow(canvas);
            QuickFixMenu.install(graph, canvas);
        }
        if (broken != null) {
            broken.control().dispose();
            broken = null;
        }
        top(pane.control());
    }

    void showBroken(BrokenFile why) {
        if (broken != null) {
            broken.control().dispose();
        }
        broken = new BrokenPage(content, why);
        top(broken.control());
    }

    /** What is shown, for other parts of the workbench; null if there is no such thing, or not yet. */
    Object adapter(Class<?> wanted) {
        if (wanted == CanvasWorkbenchActions.class) {
            return actions;
        } else if (wanted == IContentOutlinePage.class) {
            return outline();
        } else if (wanted == GraphCanvas.class) {
            return canvas().orElse(null);
        } else if (wanted == GraphicalViewer.class) {
            return canvas().map(GraphCanvas::viewer).orElse(null);
        } else if (wanted == PaletteDrop.class) {
            return canvas().map(shown -> palette).orElse(null);
        }
        return null;
    }

    /** A page for the Outline view; shows the graph as soon as there is one. */
    private OutlinePage outline() {
        outline = new OutlinePage();
        canvas().ifPresent(outline::show);
        return outline;
    }

    InfoBars bars() {
        return bars;
    }

    /** Whether there is a graph to show, also after the window has closed the editor. */
    boolean showsGraph() {
        return canvas != null && broken == null;
    }

    Optional<GraphCanvas> canvas() {
        return content.isDisposed() || !showsGraph() ? Optional.empty() : Optional.of(canvas);
    }

    void setFocus() {
        Control focused = canvas().map(GraphCanvas::control).orElse(stack.topControl);
        if (focused != null && !focused.isDisposed()) {
            focused.setFocus();
        }
    }

    void updateActions() {
        actions.update();
    }

    private void top(Control control) {
        stack.topControl = control;
        content.layout();
        RunHandler.shownChanged(site);
    }
}
