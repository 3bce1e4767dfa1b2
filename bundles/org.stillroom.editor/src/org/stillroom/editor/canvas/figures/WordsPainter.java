// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.nodes.contract.Shown;

/** Draws what a node says in words. */
record WordsPainter(Look look, Shown.Words words) implements ShownFigure.Painter {

    private static final int MOST_LINES = 6;
    private static final int WIDTH = 280;

    @Override
    public int height(int width) {
        return lines(width).size() * look.fonts().height(look.fonts().body());
    }

    @Override
    public int width() {
        return Math.min(WIDTH, look.fonts().width(words.words(), look.fonts().body()));
    }

    @Override
    public void paint(Graphics graphics, Rectangle area) {
        graphics.setFont(look.fonts().body());
        graphics.setForegroundColor(look.theme().text());
        int y = area.y;
        for (String line : lines(area.width)) {
            graphics.drawString(line, area.x, y);
            y += look.fonts().height(look.fonts().body());
        }
    }

    private List<String> lines(int width) {
        return Wrap.lines(words.words(), look.fonts(), look.fonts().body(), width, MOST_LINES);
    }
}
