// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.ScalableFreeformLayeredPane;
import org.eclipse.swt.SWT;

/**
 * Scales by the drawing system itself, so that curves and texts stay smooth and in proportion at every zoom. What it
 * extends would round every coordinate and take the nearest whole font size.
 */
public final class ScaledPane extends ScalableFreeformLayeredPane {

    @Override
    protected void paintClientArea(Graphics graphics) {
        if (getChildren().isEmpty()) {
            return;
        }
        graphics.pushState();
        // also keeps the drawing system from leaving its advanced mode below, which would lose the scale
        graphics.setAntialias(SWT.ON);
        if (getScale() != 1) {
            graphics.scale(getScale());
        }
        // what each child goes back to
        graphics.pushState();
        paintChildren(graphics);
        graphics.popState();
        graphics.popState();
    }
}
