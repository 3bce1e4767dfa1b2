// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.theme.Theme;

/** The small dot by which corners of boxes and ends of wires are seen and taken hold of. */
final class HandleDot {

    private HandleDot() {}

    static void paint(Graphics graphics, Rectangle bounds, Theme theme) {
        graphics.setAntialias(SWT.ON);
        graphics.setBackgroundColor(theme.node());
        graphics.setForegroundColor(theme.accent());
        graphics.setLineWidth(2);
        Rectangle dot = bounds.getCopy().shrink(1, 1).resize(-1, -1);
        graphics.fillOval(dot);
        graphics.drawOval(dot);
    }
}
