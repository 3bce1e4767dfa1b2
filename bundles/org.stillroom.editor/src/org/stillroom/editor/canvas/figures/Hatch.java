// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.stillroom.editor.canvas.theme.Look;

/** Slanted lines over an area, as far apart on the screen at every zoom. */
final class Hatch {

    /** Pixels of the screen between two lines. */
    private static final int STEP = 9;
    private static final int ALPHA = 90;

    private Hatch() {}

    /** @param crossed whether lines go the other way, too */
    static void paint(Graphics graphics, Look look, Rectangle area, Color color, boolean crossed) {
        graphics.pushState();
        graphics.clipRect(area);
        graphics.setForegroundColor(color);
        graphics.setAlpha(graphics.getAlpha() * ALPHA / 255);
        graphics.setLineWidth(look.onScreen(1));
        graphics.setLineStyle(SWT.LINE_SOLID);
        int step = Math.max(STEP, look.onScreen(STEP));
        for (int x = area.x - area.height; x < area.right(); x += step) {
            graphics.drawLine(x, area.bottom(), x + area.height, area.y);
            if (crossed) {
                graphics.drawLine(x, area.y, x + area.height, area.bottom());
            }
        }
        graphics.popState();
    }
}
