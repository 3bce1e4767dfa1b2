// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.stillroom.editor.canvas.theme.Icons;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.nodes.NodeType;

/** Names, icons and tooltips in the palette. */
final class PaletteLabels extends ColumnLabelProvider {

    private static final int ICON = 16;
    private static final int TOOLTIP_DELAY = 500;

    private record Key(String type, boolean dark) {}

    private final Map<Key, Optional<Image>> images = new HashMap<>();
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
        Theme theme = Theme.of(tree.getBackground());
        return images.computeIfAbsent(new Key(type.id(), theme.dark()), key -> image(type, theme)).orElse(null);
    }

    @Override
    public void dispose() {
        images.values().forEach(image -> image.ifPresent(Image::dispose));
        images.clear();
        super.dispose();
    }

    /** An image that is drawn anew for each density of the screen. */
    private Optional<Image> image(NodeType type, Theme theme) {
        return icons.image(type, ICON, theme).map(known -> new Image(tree.getDisplay(), (ImageDataProvider) zoom -> {
            int size = ICON * zoom / 100;
            ImageData data = icons.image(type, size, theme).orElseThrow().getImageData(100);
            return data.width == size ? data : data.scaledTo(size, size);
        }));
    }

    @Override
    public String getToolTipText(Object element) {
        return element instanceof NodeType type ? TypeDescription.of(type) : null;
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
