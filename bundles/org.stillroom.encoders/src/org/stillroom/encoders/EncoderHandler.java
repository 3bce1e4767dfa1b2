// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillroom.graph.Node;
import org.stillroom.workbench.open.CanvasElement;

/** Works on the T5 Encoder that is selected on the canvas. */
public abstract sealed class EncoderHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getCurrentStructuredSelection(event).getFirstElement() instanceof CanvasElement element) {
            element.node().map(Node::id).ifPresent(node -> run(element, node));
        }
        return null;
    }

    abstract void run(CanvasElement element, String node);

    /** Swap encoder. */
    public static final class Swap extends EncoderHandler {
        @Override
        void run(CanvasElement element, String node) {
            EncoderActions.swap(element.editor(), node);
        }
    }

    /** Compare encoders. */
    public static final class Compare extends EncoderHandler {
        @Override
        void run(CanvasElement element, String node) {
            EncoderActions.compare(element.editor(), node);
        }
    }
}
