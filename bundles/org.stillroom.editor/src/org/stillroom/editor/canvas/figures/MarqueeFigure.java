// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.stillroom.editor.canvas.theme.Look;

/** The rectangle that selects what it touches. */
public final class MarqueeFigure extends Figure {

    private final Look look;

    public MarqueeFigure(Look look) {
        this.look = look;
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return false;
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        graphics.setBackgroundColor(look.theme().accent());
        graphics.setForegroundColor(look.theme().accent());
        graphics.setAlpha(35);
        graphics.fillRectangle(bounds);
        graphics.setAlpha(200);
        graphics.drawRectangle(bounds.getCopy().resize(-1, -1));
    }
}
