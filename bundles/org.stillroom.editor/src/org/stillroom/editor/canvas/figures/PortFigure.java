// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.function.Supplier;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;

/** A port: a dot on the edge of its node in the colour of its type, and its label inside. */
public final class PortFigure extends Figure {

    /** From the middle of the dot to its edge, in pixels at 100 %. */
    public static final int RADIUS = 6;

    /** How far from the middle of the dot a click still hits it. */
    private static final int HIT = 12;

    private static final int LABEL_GAP = 7;

    /** What a wire that is being drawn makes of a port. */
    public enum Offer { NONE, FITS, UNFIT, TARGET, REFUSED }

    private final Look look;
    private final boolean input;
    private final PortAnchor anchor = new PortAnchor(this, this::center);
    private Point center = new Point();
    private String label = "";
    private String color = "";
    private boolean required;
    private boolean wired;
    private boolean hovered;
    private boolean selected;
    private boolean labelled = true;
    private Supplier<Offer> offer = () -> Offer.NONE;

    public PortFigure(Look look, boolean input) {
        this.look = look;
        this.input = input;
    }

    public void show(String label, String color, boolean required) {
        this.label = label;
        this.color = color;
        this.required = required;
        repaint();
    }

    public boolean input() {
        return input;
    }

    public PortAnchor anchor() {
        return anchor;
    }

    /** Middle of the dot, in the coordinates of the canvas. */
    public Point center() {
        return center.getCopy();
    }

    public void setWired(boolean wired) {
        this.wired = wired;
        repaint();
    }

    public void setHovered(boolean hovered) {
        this.hovered = hovered;
        repaint();
    }

    public void setSelected(boolean selected) {
        this.selected = selected;
        repaint();
    }

    /** @param offer asked at each painting, so that only ports that are seen are judged */
    public void setOffer(Supplier<Offer> offer) {
        this.offer = offer;
    }

    int labelWidth() {
        return label.isEmpty() ? 0 : look.fonts().width(label, look.fonts().body());
    }

    void place(Point middle, int width, int height, boolean showLabel) {
        Point before = center.getCopy();
        labelled = showLabel;
        int reach = HIT + 2;
        int inner = showLabel ? RADIUS + LABEL_GAP + width : reach;
        int half = Math.max(height / 2, showLabel ? 0 : reach);
        setBounds(input ? new Rectangle(middle.x - reach, middle.y - half, reach + inner, 2 * half)
                : new Rectangle(middle.x - inner, middle.y - half, inner + reach, 2 * half));
        // moving the bounds has moved the middle too
        center = middle.getCopy();
        if (!before.equals(center)) {
            anchor.moved();
        }
    }

    @Override
    public void primTranslate(int dx, int dy) {
        super.primTranslate(dx, dy);
        center.translate(dx, dy);
        anchor.moved();
    }

    /** The dot and some room around; the label too, as it says what the port is for. */
    @Override
    public boolean containsPoint(int x, int y) {
        if (!super.containsPoint(x, y)) {
            return false;
        }
        int inside = input ? x - center.x : center.x - x;
        return Math.hypot(x - center.x, y - center.y) <= HIT || labelled && inside > 0
                && inside <= RADIUS + LABEL_GAP + labelWidth();
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        Theme theme = look.theme();
        Offer now = offer.get();
        graphics.setAntialias(SWT.ON);
        if (now == Offer.UNFIT) {
            graphics.setAlpha(70);
        }
        Color dot = theme.visible(color);
        if (now == Offer.FITS || now == Offer.TARGET || hovered || selected) {
            graphics.setAlpha(now == Offer.TARGET || selected ? 140 : 80);
            graphics.setBackgroundColor(selected ? theme.accent() : dot);
            oval(graphics, RADIUS + 5, true);
            graphics.setAlpha(255);
        }
        boolean full = wired || now == Offer.FITS || now == Offer.TARGET;
        graphics.setBackgroundColor(now == Offer.REFUSED ? theme.bad() : full ? dot : theme.node());
        oval(graphics, RADIUS, true);
        graphics.setForegroundColor(now == Offer.REFUSED ? theme.bad() : dot);
        graphics.setLineWidth(2);
        oval(graphics, RADIUS - 1, false);
        if (labelled && look.readable()) {
            label(graphics, theme);
        }
    }

    /** Only the dot, for when the canvas is shown small. */
    void paintDot(Graphics graphics) {
        graphics.setBackgroundColor(look.theme().visible(color));
        oval(graphics, RADIUS, true);
    }

    private void label(Graphics graphics, Theme theme) {
        Font font = look.fonts().body();
        graphics.setFont(font);
        graphics.setForegroundColor(required || !input || wired ? theme.text() : theme.dim());
        int gap = RADIUS + LABEL_GAP;
        int x = input ? center.x + gap : center.x - gap - labelWidth();
        graphics.drawString(label, x, center.y - look.fonts().height(font) / 2);
    }

    private void oval(Graphics graphics, int radius, boolean fill) {
        if (fill) {
            graphics.fillOval(center.x - radius, center.y - radius, 2 * radius, 2 * radius);
        } else {
            graphics.drawOval(center.x - radius, center.y - radius, 2 * radius, 2 * radius);
        }
    }
}
