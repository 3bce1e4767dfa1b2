// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.stillroom.editor.canvas.theme.Icons;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.nodes.contract.NodeType;

/** Names, icons and tooltips in the palette. */
final class PaletteLabels extends ColumnLabelProvider {

    private static final int ICON = 16;
    private static final int TOOLTIP_DELAY = 500;

    private final Icons icons;
    private final Control tree;

    /** @param tree whose background says which theme there is; a workbench may change it at any time */
    PaletteLabels(Icons icons, Control tree) {
        this.icons = icons;
        this.tree = tree;
    }

    @Override
    public String getText(Object element) {
        if (element instanceof PaletteContent.Category category) {
            return category.name().isBlank() ? Messages.otherCategory : category.name();
        }
        return ((NodeType) element).label();
    }

    @Override
    public Image getImage(Object element) {
        if (!(element instanceof NodeType type)) {
            return null;
        }
        return icons.image(type, ICON, Theme.of(tree.getBackground())).orElse(null);
    }

    @Override
    public String getToolTipText(Object element) {
        return element instanceof NodeType type ? TypeTooltip.of(type) : null;
    }

    @Override
    public int getToolTipDisplayDelayTime(Object element) {
        return TOOLTIP_DELAY;
    }

    @Override
    public Point getToolTipShift(Object element) {
        return new Point(12, 16);
    }
}
