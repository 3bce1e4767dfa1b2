// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.theme.Look;

/** A small label with round ends on the edge of a node: its state, or that something is wrong. */
public final class BadgeFigure extends Figure {

    private final Look look;
    private String text = "";
    private String tooltip = "";
    private Color color;
    private boolean strong;

    BadgeFigure(Look look) {
        this.look = look;
        setVisible(false);
    }

    /**
     * @param text none is shown where it is empty
     * @param tooltip or empty
     * @param strong whether it is filled with its colour
     */
    void show(String text, String tooltip, Color color, boolean strong) {
        this.text = text;
        this.color = color;
        this.strong = strong;
        if (!tooltip.equals(this.tooltip)) {
            this.tooltip = tooltip;
            setToolTip(tooltip.isEmpty() ? null : new TooltipFigure(look, tooltip).bad(strong));
        }
        setVisible(!text.isEmpty());
        repaint();
    }

    public String text() {
        return text;
    }

    Color color() {
        return color;
    }

    public String tooltip() {
        return tooltip;
    }

    @Override
    public Dimension getPreferredSize(int widthHint, int heightHint) {
        Font font = look.fonts().small();
        int height = look.fonts().height(font) + 2;
        return new Dimension(Math.max(height, look.fonts().width(text, font) + (strong ? 10 : 2)), height);
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        graphics.setAntialias(SWT.ON);
        if (strong) {
            graphics.setBackgroundColor(color);
            graphics.fillRoundRectangle(bounds, bounds.height, bounds.height);
            graphics.setForegroundColor(look.theme().node());
        } else {
            graphics.setForegroundColor(color);
        }
        Font font = look.fonts().small();
        graphics.setFont(font);
        graphics.drawString(text, bounds.x + (bounds.width - look.fonts().width(text, font)) / 2, bounds.y + 1);
    }
}
