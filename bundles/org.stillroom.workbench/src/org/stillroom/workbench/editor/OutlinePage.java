// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.overview.OutlineTree;

/** What is in the graph as a tree, in the Outline view. It selects on the canvas, which tells the workbench. */
final class OutlinePage extends Page implements IContentOutlinePage {

    private Composite area;
    private GraphCanvas canvas;
    private OutlineTree tree;

    /** Shows a canvas, also where there was none when the page was made. */
    void show(GraphCanvas shown) {
        canvas = shown;
        if (area != null && !area.isDisposed()) {
            tree = new OutlineTree(area, canvas);
            area.layout();
        }
    }

    @Override
    public void createControl(Composite parent) {
        area = new Composite(parent, SWT.NONE);
        area.setLayout(new FillLayout());
        if (canvas != null) {
            tree = new OutlineTree(area, canvas);
        }
    }

    @Override
    public Control getControl() {
        return area;
    }

    @Override
    public void setFocus() {
        if (tree == null) {
            area.setFocus();
        } else {
            tree.setFocus();
        }
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        // the selection never changes
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        // none was added
    }

    @Override
    public ISelection getSelection() {
        return StructuredSelection.EMPTY;
    }

    @Override
    public void setSelection(ISelection selection) {
        // the canvas selects
    }
}
