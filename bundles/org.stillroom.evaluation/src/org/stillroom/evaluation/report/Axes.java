// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.SequencedCollection;

/** Places in a {@link Plot}, and its grid: values upwards from 0, or from below where some are, parameters across. */
final class Axes {

    static final double WIDTH = 380;
    static final double HEIGHT = 250;
    static final double LEFT = 46;
    static final double RIGHT = 14;
    static final double TOP = 14;
    static final double BOTTOM = 36;
    private static final int TICKS = 5;
    /** Of the name of a size, with what is between two. */
    private static final double SIZE_NAME = 44;

    private final Unit unit;
    private final double least;
    private final double most;
    private final SequencedCollection<Double> sizes;

    /**
     * @param values all that is to have a place, at least one
     * @param sizes parameters, ascending, at least one
     */
    Axes(Unit unit, List<Double> values, SequencedCollection<Double> sizes) {
        this.unit = unit;
        this.sizes = sizes;
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double range = high - Math.min(0, low);
        // where all is 0 there is no scale to be found
        double step = range > 0 ? step(range) : 1;
        least = low < 0 ? step * Math.floor(low / step) : 0;
        most = unit == Unit.SHARE ? 1 : Math.max(step, step * Math.ceil(high / step));
    }

    double x(double parameters) {
        double smallest = Math.log10(sizes.getFirst()) - 0.15;
        double largest = Math.log10(sizes.getLast()) + 0.15;
        return LEFT + (Math.log10(parameters) - smallest) / (largest - smallest) * (WIDTH - LEFT - RIGHT);
    }

    double y(double value) {
        double share = (Math.min(most, Math.max(least, value)) - least) / (most - least);
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    /** As drawings have it. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double step(double range) {
        double rough = range / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (rough <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    void draw(Html svg) {
        double step = step(most - least);
        for (int i = 0; least + i * step <= most + step / 1000; i++) {
            double value = least + i * step;
            svg.open("line", "class", "grid", "x1", number(LEFT), "x2", number(WIDTH - RIGHT), "y1", number(y(value)),
                    "y2", number(y(value))).close();
            label(svg, "end", LEFT - 6, y(value) + 4, tick(value, step));
        }
        // from the teacher's size down, those that have room
        double next = Double.POSITIVE_INFINITY;
        for (double size : sizes.reversed()) {
            if (x(size) <= next) {
                label(svg, "middle", x(size), HEIGHT - BOTTOM + 16, Unit.COUNT.show(size));
                next = x(size) - SIZE_NAME;
            }
        }
        label(svg, "middle", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "parameters (logarithmic)");
    }

    private String tick(double value, double step) {
        double shown = unit == Unit.SHARE ? 100 * value : unit == Unit.SECONDS ? 1e3 * value : value;
        double shownStep = unit == Unit.SHARE ? 100 * step : unit == Unit.SECONDS ? 1e3 * step : step;
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(shownStep) - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f", shown);
    }

    private static void label(Html svg, String anchor, double x, double y, String text) {
        svg.line("text", text, "text-anchor", anchor, "x", number(x), "y", number(y));
    }
}
