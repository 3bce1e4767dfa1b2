// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.theme.Look;

/** A small label with round ends on the edge of a node: its state, or that something is wrong. */
public final class BadgeFigure extends Figure {

    /** Between sign and text, and of a filled one beside both. */
    private static final int GAP = 3;
    private static final int PAD = 5;

    private final Look look;
    private Sign sign = Sign.NONE;
    private String text = "";
    private String tooltip = "";
    private Color color;
    private boolean strong;

    BadgeFigure(Look look) {
        this.look = look;
        setVisible(false);
    }

    /**
     * @param sign before the text
     * @param text none is shown where it is empty
     * @param tooltip or empty
     * @param strong whether it is filled with its colour
     */
    void show(Sign sign, String text, String tooltip, Color color, boolean strong) {
        this.sign = sign;
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
        return new Dimension(Math.max(height, signWidth() + look.fonts().width(text, font) + 2 * (strong ? PAD : 1)),
                height);
    }

    private int signWidth() {
        return sign == Sign.NONE ? 0 : look.fonts().height(look.fonts().small());
    }

    /** In full strength, also where the node steps back. */
    @Override
    protected void paintFigure(Graphics graphics) {
        graphics.setAlpha(255);
        graphics.setAntialias(SWT.ON);
        Color ink = color;
        if (strong) {
            graphics.setBackgroundColor(color);
            graphics.fillRoundRectangle(bounds, bounds.height, bounds.height);
            ink = look.theme().node();
        }
        Font font = look.fonts().small();
        int x = bounds.x + (bounds.width - signWidth() - look.fonts().width(text, font)) / 2;
        if (sign != Sign.NONE) {
            int size = signWidth() - GAP;
            sign.paint(graphics, new Rectangle(x, bounds.y + (bounds.height - size) / 2, size, size), ink);
        }
        graphics.setFont(font);
        graphics.setForegroundColor(ink);
        graphics.drawString(text, x + signWidth(), bounds.y + 1);
    }
}
