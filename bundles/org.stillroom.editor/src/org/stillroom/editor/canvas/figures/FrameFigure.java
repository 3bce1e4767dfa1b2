// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.theme.Fonts;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;

/** A group behind nodes. Only its title and its edge can be taken hold of; what is inside is canvas. */
public final class FrameFigure extends Figure {

    private static final int ROUND = 18;
    private static final int EDGE = 5;
    private static final int PAD = 12;
    /** In pixels of the screen. */
    private static final double EDGE_LINE = 1.4;

    private final Look look;
    private String title = "";
    private String color = "";
    private boolean selected;
    private boolean conflict;

    public FrameFigure(Look look) {
        this.look = look;
    }

    /** @param color CSS hex, or empty for the theme's */
    public void show(String title, String color) {
        this.title = title;
        this.color = color;
        repaint();
    }

    public void setSelected(boolean selected) {
        this.selected = selected;
        repaint();
    }

    /** @param conflict whether a merge left something of it unsettled */
    public void setConflict(boolean conflict) {
        if (this.conflict != conflict) {
            this.conflict = conflict;
            repaint();
        }
    }

    /** The bar with the title, in the coordinates of the canvas. */
    public Rectangle titleBar() {
        return new Rectangle(bounds.x, bounds.y, bounds.width,
                Math.min(bounds.height, look.fonts().height(look.fonts().title()) + PAD));
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return super.containsPoint(x, y)
                && (titleBar().contains(x, y) || !bounds.getExpanded(-EDGE, -EDGE).contains(x, y));
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        Theme theme = look.theme();
        String hex = color.isEmpty() ? theme.hex(theme.frame()) : color;
        graphics.setAntialias(SWT.ON);
        graphics.setBackgroundColor(theme.inside(hex));
        graphics.fillRoundRectangle(bounds, ROUND, ROUND);
        graphics.setForegroundColor(selected ? theme.accent() : theme.visible(hex));
        int width = look.onScreen(selected ? 3 : EDGE_LINE);
        graphics.setLineWidth(width);
        graphics.drawRoundRectangle(bounds.getCopy().resize(-1, -1).shrink(width / 2, width / 2), ROUND, ROUND);
        if (conflict) {
            DifferenceLook.conflict(graphics, look, bounds, ROUND);
        }
        if (look.titlesReadable()) {
            title(graphics, theme.visible(hex));
        }
    }

    /** Larger where the canvas is shown small. */
    private void title(Graphics graphics, Color ink) {
        Fonts fonts = look.fonts();
        Font font = !look.readable() ? fonts.far() : look.headlines() ? fonts.headline() : fonts.title();
        graphics.setFont(font);
        graphics.setForegroundColor(ink);
        graphics.drawString(fonts.cut(title, font, bounds.width - 2 * PAD, false), bounds.x + PAD,
                bounds.y + (titleBar().height - fonts.height(font)) / 2 + 1);
    }
}
