// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.theme.Look;

/** A point that a wire passes through. */
public final class RerouteFigure extends Figure {

    private static final int RADIUS = 6;
    private static final int ROOM = 10;

    private final Look look;
    private String color = "";
    private boolean selected;

    public RerouteFigure(Look look) {
        this.look = look;
    }

    /** @param color CSS hex of the port type */
    public void show(Point middle, String color) {
        this.color = color;
        setBounds(new Rectangle(middle.x - ROOM, middle.y - ROOM, 2 * ROOM, 2 * ROOM));
        repaint();
    }

    public Point middle() {
        return bounds.getCenter();
    }

    public void setSelected(boolean selected) {
        this.selected = selected;
        repaint();
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        Point middle = middle();
        graphics.setAntialias(SWT.ON);
        if (selected) {
            graphics.setAlpha(140);
            graphics.setBackgroundColor(look.theme().accent());
            graphics.fillOval(middle.x - RADIUS - 3, middle.y - RADIUS - 3, 2 * RADIUS + 6, 2 * RADIUS + 6);
            graphics.setAlpha(255);
        }
        graphics.setBackgroundColor(look.theme().visible(color));
        graphics.fillOval(middle.x - RADIUS, middle.y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        graphics.setBackgroundColor(look.theme().canvas());
        graphics.fillOval(middle.x - 2, middle.y - 2, 4, 4);
    }
}
