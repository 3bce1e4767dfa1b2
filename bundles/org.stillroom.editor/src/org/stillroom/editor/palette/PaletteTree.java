// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.viewers.ITreeContentProvider;

/** Gives {@link PaletteContent} to the tree: in each category first the inner categories, then the types. */
final class PaletteTree implements ITreeContentProvider {

    @Override
    public Object[] getElements(Object input) {
        return ((List<?>) input).toArray();
    }

    @Override
    public Object[] getChildren(Object element) {
        if (element instanceof PaletteContent.Category category) {
            List<Object> children = new ArrayList<>(category.categories());
            children.addAll(category.types());
            return children.toArray();
        }
        return new Object[0];
    }

    @Override
    public Object getParent(Object element) {
        return null;
    }

    @Override
    public boolean hasChildren(Object element) {
        return element instanceof PaletteContent.Category;
    }
}
