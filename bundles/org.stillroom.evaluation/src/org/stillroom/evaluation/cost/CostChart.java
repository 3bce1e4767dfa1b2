// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.nodes.contract.Quantity;

/** Draws memory and time over parameters, both logarithmic, as an SVG file that needs nothing beside it. */
public final class CostChart {

    private static final int WIDTH = 430;
    private static final int HEIGHT = 330;
    private static final int LEFT = 64;
    private static final int RIGHT = 14;
    private static final int TOP = 30;
    private static final int BOTTOM = 62;
    private static final int LEGEND = 46;
    /** Between the names of two sizes. */
    private static final int NAME = 22;
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73");
    private static final List<String> DASHES = List.of("none", "6 3", "2 3");

    private final StringBuilder out = new StringBuilder(8192);
    private final List<CostRow> rows;
    private final double leftmost;
    private final double rightmost;

    private CostChart(List<CostRow> rows) {
        this.rows = rows.stream().sorted(Comparator.comparingLong(CostRow::parameters)).toList();
        leftmost = Math.log10(this.rows.getFirst().parameters()) - 0.1;
        rightmost = Math.log10(this.rows.getLast().parameters()) + 0.1;
    }

    /** @param rows at least one, of one device and length of a prompt */
    public static String svg(List<CostRow> rows) {
        return new CostChart(rows).draw();
    }

    private String draw() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(2 * WIDTH).append("\" height=\"").append(HEIGHT + LEGEND).append("\" viewBox=\"0 0 ")
                .append(2 * WIDTH).append(' ').append(HEIGHT + LEGEND).append("\" font-family=\"sans-serif\" ")
                .append("font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        panel(0, "memory, peak", CostRow::peak, value -> Quantity.bytes(value).text());
        panel(WIDTH, "seconds a prompt", CostRow::encode, value -> Quantity.seconds(value).text());
        legend();
        return out.append("</svg>\n").toString();
    }

    /** Makes a tick's text of its value. */
    private interface Words {
        String of(double value);
    }

    private void panel(int at, String title, ToDoubleFunction<CostRow> measure, Words words) {
        double low = Math.floor(rows.stream().mapToDouble(measure).map(CostChart::log).min().orElse(0));
        double high = Math.max(low + 1, Math.ceil(rows.stream().mapToDouble(measure).map(CostChart::log).max()
                .orElse(1)));
        text(at + WIDTH / 2.0, 18, "middle", title);
        for (double tick = low; tick <= high; tick++) {
            double y = y(tick, low, high);
            out.append("<line stroke=\"#d8dee4\" x1=\"").append(at + LEFT).append("\" x2=\"")
                    .append(at + WIDTH - RIGHT).append("\" y1=\"").append(number(y)).append("\" y2=\"")
                    .append(number(y)).append("\"/>\n");
            text(at + LEFT - 6, y + 4, "end", words.of(Math.pow(10, tick)));
        }
        names(at);
        for (CostFormat format : CostFormat.values()) {
            for (Policy policy : Policy.values()) {
                line(at, format, policy, measure, low, high);
            }
        }
    }

    /** Those of two that are nearly as large stand side by side, not over each other. */
    private void names(int at) {
        double free = Double.NEGATIVE_INFINITY;
        for (EncoderSize size : EncoderSize.ALL) {
            if (rows.stream().anyMatch(row -> row.measured().size().equals(size))) {
                double x = Math.max(at + x(size.parameters()) + 4, free);
                out.append("<text text-anchor=\"end\" transform=\"translate(").append(number(x)).append(' ')
                        .append(HEIGHT - BOTTOM + 14).append(") rotate(-35)\" fill=\"#1f2328\">").append(size.label())
                        .append("</text>\n");
                free = x + NAME;
            }
        }
    }

    private void line(int at, CostFormat format, Policy policy, ToDoubleFunction<CostRow> measure, double low,
            double high) {
        List<CostRow> line = rows.stream().filter(row -> row.measured().format() == format
                && row.measured().policy() == policy).toList();
        String colour = COLOURS.get(format.ordinal());
        StringBuilder points = new StringBuilder();
        for (CostRow row : line) {
            String x = number(at + x(row.parameters()));
            String y = number(y(log(measure.applyAsDouble(row)), low, high));
            points.append(x).append(',').append(y).append(' ');
            out.append("<circle r=\"3\" fill=\"").append(colour).append("\" cx=\"").append(x).append("\" cy=\"")
                    .append(y).append("\"><title>").append(row.measured().key()).append("</title></circle>\n");
        }
        out.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"").append(colour)
                .append("\" stroke-dasharray=\"").append(DASHES.get(policy.ordinal())).append("\" points=\"")
                .append(points.toString().strip()).append("\"/>\n");
    }

    private void legend() {
        int x = LEFT;
        for (CostFormat format : CostFormat.values()) {
            for (Policy policy : Policy.values()) {
                int column = x + format.ordinal() * 250;
                int y = HEIGHT + 8 + policy.ordinal() * 14;
                out.append("<line stroke-width=\"1.5\" stroke=\"").append(COLOURS.get(format.ordinal()))
                        .append("\" stroke-dasharray=\"").append(DASHES.get(policy.ordinal())).append("\" x1=\"")
                        .append(column).append("\" x2=\"").append(column + 30).append("\" y1=\"").append(y)
                        .append("\" y2=\"").append(y).append("\"/>\n");
                text(column + 36, y + 4, "start", format.id() + ", " + policy.word());
            }
        }
    }

    private void text(double x, double y, String anchor, String text) {
        out.append("<text fill=\"#1f2328\" text-anchor=\"").append(anchor).append("\" x=\"").append(number(x))
                .append("\" y=\"").append(number(y)).append("\">").append(text).append("</text>\n");
    }

    private double x(long parameters) {
        double share = (Math.log10(parameters) - leftmost) / (rightmost - leftmost);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double low, double high) {
        double share = (Math.clamp(value, low, high) - low) / (high - low);
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    /** Of what could not be measured, the least. */
    private static double log(double value) {
        return Math.log10(Math.max(value, 1e-6));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
