// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import org.stillroom.editor.canvas.parts.NodePart;

/** A click on something in a node that acts at once. */
public final class ClickTracker extends MoveTracker {

    private final Runnable action;

    public ClickTracker(NodePart node, Runnable action) {
        super(node.context(), node);
        this.action = action;
    }

    @Override
    void clicked() {
        action.run();
    }
}
