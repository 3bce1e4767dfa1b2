// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.widgets.Display;
import org.stillroom.edit.layout.Curve;
import org.stillroom.editor.canvas.theme.Look;

/** A wire that is being drawn, with one end loose. In the coordinates of the canvas. */
public final class LooseWire extends Figure {

    private static final int ROOM = 12;
    private static final int END = 4;

    private final Look look;
    private final String color;
    private Curve curve;
    private Point loose = new Point();

    /** @param color CSS hex of the port type */
    public LooseWire(Look look, String color) {
        this.look = look;
        this.color = color;
    }

    /** @param loose which of the two ends follows the pointer */
    public void lay(Point from, Point to, Point loose) {
        curve = Curve.between(Curves.point(from), Curves.point(to), List.of());
        this.loose = loose.getCopy();
        setBounds(Curves.flat(curve).getBounds().getCopy().expand(ROOM, ROOM));
        repaint();
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return false;
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        if (curve == null) {
            return;
        }
        graphics.setAntialias(SWT.ON);
        graphics.setLineCap(SWT.CAP_ROUND);
        graphics.setLineWidth(3);
        graphics.setForegroundColor(look.theme().visible(color));
        graphics.setBackgroundColor(look.theme().visible(color));
        Path path = Curves.path(curve, Display.getCurrent());
        graphics.drawPath(path);
        path.dispose();
        graphics.fillOval(loose.x - END, loose.y - END, 2 * END, 2 * END);
    }
}
