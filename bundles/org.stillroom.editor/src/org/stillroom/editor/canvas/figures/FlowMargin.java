// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Insets;
import org.eclipse.draw2d.text.AbstractFlowBorder;

/** Room left of and below a block of text. */
final class FlowMargin extends AbstractFlowBorder {

    private final int left;
    private final int bottom;

    FlowMargin(int left, int bottom) {
        this.left = left;
        this.bottom = bottom;
    }

    @Override
    public int getLeftMargin() {
        return left;
    }

    /** Inside the block: draw2d takes margins off its height without having added them. */
    @Override
    public Insets getInsets(IFigure figure) {
        return new Insets(0, 0, bottom, 0);
    }
}
