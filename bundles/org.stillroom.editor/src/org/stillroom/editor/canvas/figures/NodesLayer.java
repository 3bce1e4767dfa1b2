// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.geometry.Rectangle;

/** The layer of nodes. It reaches beyond them, so that one can scroll past the last node on every side. */
public final class NodesLayer extends FreeformLayer {

    private static final int BEYOND = 3000;

    @Override
    public Rectangle getFreeformExtent() {
        return super.getFreeformExtent().getExpanded(BEYOND, BEYOND);
    }
}
