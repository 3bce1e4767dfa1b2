// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import java.util.function.Supplier;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.GraphOutline;

/** The tree of an outline, with canvas items as its elements. */
record OutlineContent(Supplier<GraphOutline> outline) implements ITreeContentProvider {

    @Override
    public Object[] getElements(Object input) {
        return outline.get().roots().toArray();
    }

    @Override
    public Object[] getChildren(Object item) {
        return outline.get().inside((CanvasItem) item).toArray();
    }

    @Override
    public Object getParent(Object item) {
        return outline.get().inside().entrySet().stream().filter(entry -> entry.getValue().contains(item))
                .map(entry -> (Object) entry.getKey()).filter(CanvasItem.FrameItem.class::isInstance).findFirst()
                .orElse(null);
    }

    @Override
    public boolean hasChildren(Object item) {
        return !outline.get().inside((CanvasItem) item).isEmpty();
    }
}
