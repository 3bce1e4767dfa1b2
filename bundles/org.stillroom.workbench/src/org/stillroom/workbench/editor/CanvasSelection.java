// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.workbench.open.CanvasElement;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.services.Guard;

/** Tells the workbench what is selected on the canvas, as {@link CanvasElement}s. */
final class CanvasSelection implements ISelectionProvider {

    private final OpenGraph editor;
    private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
    private IStructuredSelection selection = StructuredSelection.EMPTY;

    CanvasSelection(OpenGraph editor) {
        this.editor = editor;
    }

    void follow(GraphCanvas canvas) {
        canvas.viewer().addSelectionChangedListener(event -> update(canvas));
        update(canvas);
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }

    @Override
    public ISelection getSelection() {
        return selection;
    }

    @Override
    public void setSelection(ISelection wanted) {
        if (wanted instanceof IStructuredSelection elements) {
            List<CanvasItem> items = Arrays.stream(elements.toArray()).map(CanvasSelection::item)
                    .filter(Objects::nonNull).toList();
            editor.canvas().ifPresent(canvas -> canvas.select(items));
        }
    }

    private static CanvasItem item(Object element) {
        return element instanceof CanvasElement selected ? selected.item() : null;
    }

    private void update(GraphCanvas canvas) {
        Set<CanvasItem> items = canvas.selection();
        List<CanvasElement> elements = new ArrayList<>();
        items.forEach(item -> elements.add(new CanvasElement(editor, item)));
        if (elements.isEmpty()) {
            elements.add(new CanvasElement(editor, new CanvasItem.Whole()));
        }
        IStructuredSelection now = new StructuredSelection(elements);
        if (!now.equals(selection)) {
            selection = now;
            SelectionChangedEvent event = new SelectionChangedEvent(this, selection);
            listeners.forEach(listener -> Guard.run("telling what is selected",
                    () -> listener.selectionChanged(event)));
        }
    }
}
