// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws one measure of all encoders over their parameters, as SVG in the colours of the page. */
final class Plot {

    private static final double WIDTH = 380;
    private static final double HEIGHT = 250;
    private static final double LEFT = 46;
    private static final double RIGHT = 14;
    private static final double TOP = 14;
    private static final double BOTTOM = 36;
    private static final int TICKS = 5;
    private static final int LONGEST_NAME = 18;

    private final Html svg = new Html();
    private final String key;
    private final List<Row> rows;
    private final Optional<Row> real;
    private final Unit unit;
    private double least;
    private double most;
    private double smallest;
    private double largest;

    private Plot(Report report, String key) {
        this.key = key;
        this.rows = report.encoders().stream().filter(row -> row.get(key).isPresent())
                .sorted(Comparator.comparingDouble(row -> row.value(Keys.PARAMETERS))).toList();
        this.real = report.rows().stream().filter(row -> row.contender().isEmpty() && row.get(key).isPresent())
                .findFirst();
        this.unit = rows.get(0).get(key).orElseThrow().unit();
    }

    /** @return empty if no encoder has the measure */
    static Optional<String> of(Report report, String key, String title) {
        boolean some = report.encoders().stream().anyMatch(row -> row.get(key).isPresent());
        return some ? Optional.of(new Plot(report, key).draw(title)) : Optional.empty();
    }

    private String draw(String title) {
        scale();
        svg.open("svg", "viewBox", "0 0 " + number(WIDTH) + " " + number(HEIGHT), "role", "img", "aria-label",
                title + " over parameters");
        grid();
        real.ifPresent(row -> svg.open("line", "class", "real", "x1", number(LEFT), "x2", number(WIDTH - RIGHT),
                "y1", number(y(row.value(key))), "y2", number(y(row.value(key)))).close());
        line();
        rows.forEach(this::point);
        Labels labels = labels();
        rows.forEach(row -> name(row, labels));
        return svg.close().toString();
    }

    private void scale() {
        List<Double> values = new ArrayList<>();
        for (Row row : rows) {
            Measured measured = row.get(key).orElseThrow();
            values.add(measured.value());
            measured.interval().ifPresent(each -> values.addAll(List.of(each.low(), each.high())));
        }
        real.ifPresent(row -> values.add(row.value(key)));
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double range = high - Math.min(0, low);
        // where all is 0 there is no scale to be found
        double step = range > 0 ? step(range) : 1;
        least = low < 0 ? step * Math.floor(low / step) : 0;
        most = unit == Unit.SHARE ? 1 : Math.max(step, step * Math.ceil(high / step));
        smallest = Math.log10(rows.get(0).value(Keys.PARAMETERS)) - 0.15;
        largest = Math.log10(rows.get(rows.size() - 1).value(Keys.PARAMETERS)) + 0.15;
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

    private void grid() {
        double step = step(most - least);
        for (int i = 0; least + i * step <= most + step / 1000; i++) {
            double value = least + i * step;
            svg.open("line", "class", "grid", "x1", number(LEFT), "x2", number(WIDTH - RIGHT), "y1", number(y(value)),
                    "y2", number(y(value))).close();
            label("end", LEFT - 6, y(value) + 4, tick(value, step));
        }
        for (Row row : List.of(rows.get(0), rows.get(rows.size() - 1))) {
            label("middle", x(row), HEIGHT - BOTTOM + 16, Unit.COUNT.show(row.value(Keys.PARAMETERS)));
            if (rows.size() == 1) {
                break;
            }
        }
        label("middle", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "parameters (logarithmic)");
    }

    private String tick(double value, double step) {
        double shown = unit == Unit.SHARE ? 100 * value : unit == Unit.SECONDS ? 1e3 * value : value;
        double shownStep = unit == Unit.SHARE ? 100 * step : unit == Unit.SECONDS ? 1e3 * step : step;
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(shownStep) - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f", shown);
    }

    /** The teacher and the students of vision-based distillation; of several of one size, such as seeds, the mean. */
    private List<Point2D> curve() {
        Map<Double, List<Row>> sizes = rows.stream().filter(row -> !row.is(Contender.Role.NAIVE)).collect(
                Collectors.groupingBy(row -> row.value(Keys.PARAMETERS), TreeMap::new, Collectors.toList()));
        return sizes.values().stream().map(alike -> (Point2D) new Point2D.Double(x(alike.get(0)),
                y(alike.stream().mapToDouble(row -> row.value(key)).average().orElseThrow()))).toList();
    }

    private void line() {
        String points = curve().stream().map(point -> number(point.getX()) + "," + number(point.getY()))
                .collect(Collectors.joining(" "));
        svg.open("polyline", "class", "curve", "points", points).close();
    }

    private void point(Row row) {
        String role = row.contender().orElseThrow().role().word();
        double x = x(row);
        double y = y(row.value(key));
        row.get(key).orElseThrow().interval().ifPresent(each -> svg.open("line", "class", "reach " + role, "x1",
                number(x), "x2", number(x), "y1", number(y(each.low())), "y2", number(y(each.high()))).close());
        svg.open("circle", "class", role, "cx", number(x), "cy", number(y), "r", "4.5")
                .line("title", row.name() + ": " + unit.show(row.value(key))).close();
    }

    private Labels labels() {
        Labels labels = new Labels(new Rectangle2D.Double(LEFT, 0, WIDTH - LEFT, HEIGHT - BOTTOM + 4),
                rows.stream().map(this::place).toList());
        List<Point2D> curve = curve();
        for (int i = 1; i < curve.size(); i++) {
            labels.avoid(curve.get(i - 1), curve.get(i));
        }
        real.ifPresent(row -> labels.avoid(new Point2D.Double(LEFT, y(row.value(key))),
                new Point2D.Double(WIDTH, y(row.value(key)))));
        for (Row row : rows) {
            row.get(key).orElseThrow().interval().ifPresent(each -> labels.avoid(
                    new Point2D.Double(x(row), y(each.low())), new Point2D.Double(x(row), y(each.high()))));
        }
        return labels;
    }

    private void name(Row row, Labels labels) {
        String name = row.name().length() <= LONGEST_NAME ? row.name()
                : row.name().substring(0, LONGEST_NAME - 1) + "…";
        labels.place(place(row), name).ifPresent(at -> svg.line("text", name, "class", "name", "x",
                number(at.getX()), "y", number(at.getY())));
    }

    private Point2D place(Row row) {
        return new Point2D.Double(x(row), y(row.value(key)));
    }

    private void label(String anchor, double x, double y, String text) {
        svg.line("text", text, "text-anchor", anchor, "x", number(x), "y", number(y));
    }

    private double x(Row row) {
        double share = (Math.log10(row.value(Keys.PARAMETERS)) - smallest) / (largest - smallest);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        double share = (Math.min(most, Math.max(least, value)) - least) / (most - least);
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
