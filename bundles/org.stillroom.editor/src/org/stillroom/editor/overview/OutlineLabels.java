// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import java.util.function.Supplier;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.swt.graphics.Image;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.GraphOutline;
import org.stillroom.edit.GraphSearch.Found;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.graph.Node;

/** What a thing is, and its name beside it. */
final class OutlineLabels extends LabelProvider implements IStyledLabelProvider {

    private static final int ICON = 16;

    private final GraphCanvas canvas;
    private final Supplier<GraphOutline> outline;

    OutlineLabels(GraphCanvas canvas, Supplier<GraphOutline> outline) {
        this.canvas = canvas;
        this.outline = outline;
    }

    @Override
    public StyledString getStyledText(Object item) {
        Found found = outline.get().found().get(item);
        if (found == null) {
            return new StyledString();
        }
        boolean node = item instanceof CanvasItem.NodeItem;
        return new StyledString(node || found.detail().isBlank() ? found.label() : found.detail())
                .append(node ? "  " + found.detail() : "", StyledString.QUALIFIER_STYLER);
    }

    @Override
    public String getText(Object item) {
        return getStyledText(item).getString();
    }

    @Override
    public Image getImage(Object item) {
        Node node = item instanceof CanvasItem.NodeItem found
                ? canvas.context().document().graph().nodes().get(found.id()) : null;
        return node == null ? null : canvas.context().catalog().nodeType(node.type())
                .flatMap(type -> canvas.look().icons().image(type, ICON, canvas.theme())).orElse(null);
    }
}
