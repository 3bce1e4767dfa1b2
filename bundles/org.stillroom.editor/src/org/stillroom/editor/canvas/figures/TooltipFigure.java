// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;

/** A few lines that explain what is under the pointer. */
public final class TooltipFigure extends Figure {

    private static final int WIDTH = 320;
    private static final int MOST_LINES = 14;
    private static final int PAD = 8;

    private final Look look;
    private final Supplier<String> source;
    private String text = "";
    private boolean bad;
    private List<String> lines;

    /** @param text may have line breaks */
    public TooltipFigure(Look look, String text) {
        this(look, () -> text);
    }

    /** @param text asked anew each time it is to be shown; may have line breaks */
    public TooltipFigure(Look look, Supplier<String> text) {
        this.look = look;
        this.source = text;
    }

    public String text() {
        return source.get();
    }

    /** @param bad whether it says why something is not possible */
    public TooltipFigure bad(boolean bad) {
        this.bad = bad;
        return this;
    }

    @Override
    public Dimension getPreferredSize(int widthHint, int heightHint) {
        String now = source.get();
        if (!now.equals(text)) {
            text = now;
            lines = null;
        }
        Font font = look.fonts().outside();
        int width = lines().stream().mapToInt(line -> look.fonts().width(line, font)).max().orElse(0);
        return new Dimension(width + 2 * PAD, lines.size() * look.fonts().height(font) + 2 * PAD - 2);
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        Theme theme = look.theme();
        graphics.setAntialias(SWT.ON);
        graphics.setBackgroundColor(theme.node());
        graphics.fillRectangle(bounds);
        graphics.setForegroundColor(bad ? theme.bad() : theme.border());
        graphics.drawRectangle(bounds.getCopy().resize(-1, -1));
        graphics.setForegroundColor(theme.text());
        graphics.setFont(look.fonts().outside());
        int y = bounds.y + PAD - 1;
        for (String line : lines()) {
            graphics.drawString(line, bounds.x + PAD, y);
            y += look.fonts().height(look.fonts().outside());
        }
    }

    /** Only made once it is shown: thousands of figures have one. */
    private List<String> lines() {
        if (lines == null) {
            lines = new ArrayList<>(Wrap.lines(text, look.fonts(), look.fonts().outside(),
                    (int) (WIDTH * look.natural()), MOST_LINES));
        }
        return lines;
    }
}
