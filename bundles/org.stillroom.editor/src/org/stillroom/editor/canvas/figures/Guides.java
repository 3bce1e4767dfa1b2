// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.stillroom.editor.canvas.theme.Look;

/** Lines that show what a moved node is aligned with. In the coordinates of the canvas. */
public final class Guides extends Figure {

    private final Look look;
    private List<Rectangle> lines = List.of();

    public Guides(Look look) {
        this.look = look;
    }

    /** @param lines each of width or height 1 */
    public void show(List<Rectangle> lines) {
        if (lines.equals(this.lines)) {
            return;
        }
        this.lines = List.copyOf(lines);
        Rectangle all = lines.isEmpty() ? new Rectangle() : lines.get(0).getCopy();
        lines.forEach(all::union);
        setBounds(all.expand(2, 2));
        repaint();
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return false;
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        graphics.setForegroundColor(look.theme().accent());
        graphics.setAlpha(160);
        for (Rectangle line : lines) {
            graphics.drawLine(line.x, line.y, line.right() - 1, line.bottom() - 1);
        }
    }
}
