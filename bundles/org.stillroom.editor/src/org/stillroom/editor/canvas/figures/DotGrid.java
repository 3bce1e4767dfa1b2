// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.editparts.GridLayer;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.theme.Look;

/** A grid of fine dots, wider apart when the canvas is shown small. */
public final class DotGrid extends GridLayer {

    /** Distance of dots, and what moved things snap to, in pixels at 100 %. */
    public static final int SPACING = 20;

    private static final double LEAST_ON_SCREEN = 14;

    private Look look;

    /** To be called before it is painted. */
    public void setLook(Look look) {
        this.look = look;
    }

    @Override
    protected void paintGrid(Graphics graphics) {
        int spacing = SPACING;
        while (spacing * look.scale() < LEAST_ON_SCREEN) {
            spacing *= 2;
        }
        int size = Math.max(1, (int) Math.round(1 / look.scale())) + (look.scale() < 0.7 ? 0 : 1);
        Rectangle clip = graphics.getClip(Rectangle.SINGLETON).getCopy();
        int left = Math.floorDiv(clip.x, spacing) * spacing;
        int top = Math.floorDiv(clip.y, spacing) * spacing;
        graphics.setForegroundColor(look.theme().grid());
        graphics.setLineWidth(size);
        // a row of dots is one dashed line: far fewer calls than a rectangle each
        graphics.setLineDash(new int[] {size, spacing - size});
        for (int y = top; y <= clip.bottom(); y += spacing) {
            graphics.drawLine(left, y, clip.right() + spacing, y);
        }
        graphics.setLineStyle(SWT.LINE_SOLID);
    }
}
