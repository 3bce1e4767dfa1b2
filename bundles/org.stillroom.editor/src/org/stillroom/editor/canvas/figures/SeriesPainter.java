// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.theme.Fonts;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;

/** Draws a curve with its highest, lowest and last value; logarithmically where it spans more than one decade. */
record SeriesPainter(Look look, Shown.Series series) implements ShownFigure.Painter {

    private static final int PLOT = 96;
    private static final int WIDTH = 200;
    private static final double DECADE = 10;

    @Override
    public int height(int width) {
        return PLOT + 2 * look.fonts().height(look.fonts().small());
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void paint(Graphics graphics, Rectangle area) {
        Fonts fonts = look.fonts();
        int line = fonts.height(fonts.small());
        double[] known = Arrays.stream(series.values()).filter(Double::isFinite).toArray();
        graphics.setFont(fonts.small());
        graphics.setForegroundColor(look.theme().text());
        graphics.drawString(fonts.cut(series.words(), fonts.small(), area.width, false), area.x, area.y);
        if (known.length == 0) {
            return;
        }
        double low = Arrays.stream(known).min().orElseThrow();
        double high = Arrays.stream(known).max().orElseThrow();
        Rectangle plot = new Rectangle(area.x, area.y + line, area.width, Math.max(1, area.height - 2 * line));
        curve(graphics, plot, low, high);
        graphics.setForegroundColor(look.theme().dim());
        String range = Quantity.of(low).text() + " \u2013 " + Quantity.of(high).text();
        graphics.drawString(fonts.cut(range, fonts.small(), area.width, false), area.x, area.bottom() - line);
    }

    private void curve(Graphics graphics, Rectangle plot, double low, double high) {
        graphics.setForegroundColor(look.theme().grid());
        graphics.setLineWidth(1);
        graphics.drawRectangle(plot.getResized(-1, -1));
        DoubleUnaryOperator scale = low > 0 && high / low > DECADE ? Math::log : DoubleUnaryOperator.identity();
        double bottom = scale.applyAsDouble(low);
        double span = Math.max(Double.MIN_NORMAL, scale.applyAsDouble(high) - bottom);
        double[] values = series.values();
        graphics.setForegroundColor(look.theme().accent());
        graphics.setLineWidth(2);
        graphics.setLineJoin(SWT.JOIN_ROUND);
        PointList points = new PointList();
        for (int i = 0; i <= values.length; i++) {
            if (i < values.length && Double.isFinite(values[i])) {
                double up = (scale.applyAsDouble(values[i]) - bottom) / span;
                points.addPoint(plot.x + (int) ((plot.width - 1L) * i / Math.max(1, values.length - 1)),
                        plot.bottom() - 2 - (int) Math.round((plot.height - 4) * up));
            } else if (points.size() > 0) {
                graphics.drawPolyline(points);
                points = new PointList();
            }
        }
    }
}
