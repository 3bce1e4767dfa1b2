// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.Optional;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.nodes.contract.Shown;

/** A result inside a node that is no picture: numbers, a curve, or words. */
public final class ShownFigure extends Figure {

    /** Of the lines inside to the edge. */
    private static final int PAD = 8;

    /** How a kind of result is drawn. */
    interface Painter {

        /** Height for a width, in pixels at 100 %. */
        int height(int width);

        /** The width at which nothing is cut. */
        int width();

        void paint(Graphics graphics, Rectangle area);
    }

    private final Look look;
    private Optional<Shown> shown = Optional.empty();
    private Optional<Painter> painter = Optional.empty();

    ShownFigure(Look look) {
        this.look = look;
        setVisible(false);
    }

    /** @return whether it is another one than before */
    boolean show(Optional<Shown> result) {
        if (result.equals(shown)) {
            return false;
        }
        shown = result;
        painter = result.flatMap(this::painter);
        setVisible(painter.isPresent());
        return true;
    }

    /** A picture has a figure of its own. */
    private Optional<Painter> painter(Shown result) {
        return switch (result) {
            case Shown.Words words -> Optional.of(new WordsPainter(look, words));
            case Shown.Table table -> Optional.of(new TablePainter(look, table));
            case Shown.Series series -> Optional.of(new SeriesPainter(look, series));
            case Shown.Picture picture -> Optional.empty();
        };
    }

    /** What is shown. */
    public Optional<Shown> shown() {
        return shown;
    }

    int heightFor(int width) {
        return painter.map(found -> found.height(width - 2 * PAD) + 2 * PAD).orElse(0);
    }

    int wantedWidth() {
        return painter.map(found -> found.width() + 2 * PAD).orElse(0);
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        if (painter.isEmpty()) {
            return;
        }
        graphics.setAntialias(SWT.ON);
        graphics.setBackgroundColor(look.theme().field());
        graphics.fillRoundRectangle(bounds, PAD, PAD);
        graphics.setForegroundColor(look.theme().border());
        graphics.setLineWidth(1);
        graphics.drawRoundRectangle(bounds.getCopy().resize(-1, -1), PAD, PAD);
        painter.get().paint(graphics, bounds.getCopy().shrink(PAD, PAD));
    }
}
