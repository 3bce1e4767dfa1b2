// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.workbench.open.OpenGraph;

/**
 * Opens the quick fixes of the selected node, or of the first node with a problem where none is selected.
 */
public final class QuickFixHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof OpenGraph editor) {
            editor.canvas().ifPresent(canvas -> node(editor, canvas).ifPresent(node -> {
                CanvasItem item = new CanvasItem.NodeItem(node);
                canvas.reveal(item);
                QuickFixMenu.open(editor, canvas, node);
            }));
        }
        return null;
    }

    /** The node whose problems are meant. */
    static Optional<String> node(OpenGraph editor, GraphCanvas canvas) {
        Optional<String> selected = canvas.selection().stream()
                .filter(CanvasItem.NodeItem.class::isInstance)
                .map(item -> ((CanvasItem.NodeItem) item).id()).findFirst();
        return selected.or(() -> editor.document().graph().nodes().keySet().stream()
                .filter(node -> !editor.overlay().problems(node).isEmpty()).findFirst());
    }
}
