// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.GraphDocument;
import org.stillroom.edit.GraphOutline;
import org.stillroom.edit.GraphSearch;
import org.stillroom.editor.canvas.GraphCanvas;

/**
 * What is on a canvas as a tree with a filter: frames with what lies inside them, nodes and notes. What is selected
 * here is selected and shown on the canvas, and the other way round; Enter or a double click go there. It lives no
 * longer than the canvas.
 */
public final class OutlineTree {

    private static final int DELAY = 150;

    private final GraphCanvas canvas;
    private final Composite control;
    private final Text filter;
    private final TreeViewer tree;
    private final GraphDocument.Listener graphListener = (before, after) -> showSoon();
    private final ISelectionChangedListener canvasListener = event -> followCanvas();
    private final Runnable show = this::show;
    private GraphOutline outline = new GraphOutline(Map.of(), Map.of());
    private boolean following;

    public OutlineTree(Composite parent, GraphCanvas canvas) {
        this.canvas = canvas;
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(control);
        filter = new Text(control, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.filter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        tree = new TreeViewer(control, SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(tree.getControl());
        tree.setContentProvider(new OutlineContent(() -> outline));
        tree.setLabelProvider(new DelegatingStyledCellLabelProvider(new OutlineLabels(canvas, () -> outline)));
        filter.addListener(SWT.Modify, event -> show());
        FilterKeys.install(filter, tree.getControl());
        filter.addListener(SWT.DefaultSelection, event -> goThere());
        tree.addSelectionChangedListener(event -> followTree());
        tree.addOpenListener(event -> goThere());
        canvas.context().document().addListener(graphListener);
        canvas.viewer().addSelectionChangedListener(canvasListener);
        control.addListener(SWT.Dispose, event -> {
            control.getDisplay().timerExec(-1, show);
            canvas.context().document().removeListener(graphListener);
            canvas.viewer().removeSelectionChangedListener(canvasListener);
        });
        show();
        followCanvas();
    }

    public Control control() {
        return control;
    }

    public void setFocus() {
        tree.getControl().setFocus();
    }

    /** The figures are laid out after the listeners were told. */
    private void showSoon() {
        control.getDisplay().timerExec(DELAY, show);
    }

    private void show() {
        if (control.isDisposed() || canvas.control().isDisposed()) {
            return;
        }
        outline = GraphOutline.of(canvas.context().document().graph(), canvas.context().catalog(), filter.getText(),
                canvas::bounds);
        following = true;
        tree.getTree().setRedraw(false);
        if (tree.getInput() == null || !filter.getText().isBlank()) {
            tree.setInput(canvas);
            tree.expandAll();
        } else {
            tree.refresh();
        }
        tree.getTree().setRedraw(true);
        following = false;
        if (filter.getText().isBlank()) {
            followCanvas();
        } else {
            GraphSearch.find(canvas.context().document().graph(), canvas.context().catalog(), filter.getText()).stream()
                    .findFirst().ifPresent(first -> tree.setSelection(new StructuredSelection(first.item()), true));
        }
    }

    private void followTree() {
        if (!following) {
            following = true;
            List<CanvasItem> items = selected();
            canvas.select(items);
            items.stream().findFirst().ifPresent(canvas::reveal);
            following = false;
        }
    }

    private void followCanvas() {
        if (!following && !control.isDisposed()) {
            following = true;
            Set<CanvasItem> items = canvas.selection();
            tree.setSelection(new StructuredSelection(new ArrayList<>(items)), true);
            following = false;
        }
    }

    private void goThere() {
        List<CanvasItem> items = selected();
        if (!items.isEmpty()) {
            canvas.reveal(items.get(0));
            canvas.control().setFocus();
        }
    }

    private List<CanvasItem> selected() {
        return Arrays.stream(tree.getStructuredSelection().toArray()).map(CanvasItem.class::cast).toList();
    }
}
