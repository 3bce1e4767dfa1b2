// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws one measure of all encoders over their parameters, as SVG in the colours of the page. */
final class Plot {

    private static final int LONGEST_NAME = 18;
    /** Between two series at one size. */
    private static final double BESIDE = 4;
    /** How large points are: of the first series of a role, of further ones, and of each seed of several. */
    private static final String FIRST = "4.5";
    private static final String FURTHER = "3.2";
    private static final String SEED = "1.8";

    private final Html svg = new Html();
    private final String key;
    private final List<Series> series;
    private final Optional<Row> real;
    private final Unit unit;
    private final Axes axes;

    private Plot(Report report, String key) {
        this.key = key;
        List<Row> rows = report.encoders().stream().filter(row -> row.get(key).isPresent()).toList();
        this.series = Series.of(rows);
        this.real = report.rows().stream().filter(row -> row.contender().isEmpty() && row.get(key).isPresent())
                .findFirst();
        this.unit = rows.get(0).get(key).orElseThrow().unit();
        List<Double> values = new ArrayList<>();
        for (Row row : rows) {
            Measured measured = row.get(key).orElseThrow();
            values.add(measured.value());
            measured.interval().ifPresent(each -> values.addAll(List.of(each.low(), each.high())));
        }
        real.ifPresent(row -> values.add(row.value(key)));
        this.axes = new Axes(unit, values,
                rows.stream().map(row -> row.value(Keys.PARAMETERS)).sorted().distinct().toList());
    }

    /** @return empty if no encoder has the measure */
    static Optional<String> of(Report report, String key, String title) {
        boolean some = report.encoders().stream().anyMatch(row -> row.get(key).isPresent());
        return some ? Optional.of(new Plot(report, key).draw(title)) : Optional.empty();
    }

    private String draw(String title) {
        svg.open("svg", "viewBox", "0 0 " + number(Axes.WIDTH) + " " + number(Axes.HEIGHT), "role", "img", "aria-label",
                title + " over parameters");
        axes.draw(svg);
        real.ifPresent(row -> line("real", new Point2D.Double(Axes.LEFT, axes.y(row.value(key))),
                new Point2D.Double(Axes.WIDTH - Axes.RIGHT, axes.y(row.value(key)))));
        List<Mark> marks = series.stream().flatMap(each -> each.groups().stream().map(alike -> mark(each, alike)))
                .toList();
        List<List<Point2D>> curves = series.stream().filter(Plot::joined).map(each -> curve(each, marks)).toList();
        marks.forEach(this::mark);
        name(marks, curves);
        return svg.close().toString();
    }

    /** One student, or the mean of several of one size. */
    private record Mark(Series series, List<Row> alike, Point2D at, Optional<Line2D> reach) {
    }

    /** Series stand a little beside each other, so that no bar hides another. */
    private Mark mark(Series each, List<Row> alike) {
        double beside = BESIDE * (0.5 + each.number());
        double x = axes.x(alike.get(0).value(Keys.PARAMETERS)) + switch (each.role()) {
            case TEACHER -> 0;
            case STUDENT -> -beside;
            case NAIVE -> beside;
        };
        // of several the mean of their intervals, as they drew the same prompts
        List<Interval> intervals = alike.stream().flatMap(row -> row.get(key).flatMap(Measured::interval).stream())
                .toList();
        return new Mark(each, alike, new Point2D.Double(x, axes.y(Series.mean(alike, key))), intervals.isEmpty()
                ? Optional.empty() : Optional.of(new Line2D.Double(
                        x, axes.y(intervals.stream().mapToDouble(Interval::low).average().orElseThrow()),
                        x, axes.y(intervals.stream().mapToDouble(Interval::high).average().orElseThrow()))));
    }

    /** One further recipe at a single size is a point beside the curve. */
    private static boolean joined(Series each) {
        return each.role() != Contender.Role.TEACHER && (each.number() == 0 || each.sizes().size() > 1);
    }

    /** Draws the curve of a series, the smallest first and the teacher last. */
    private List<Point2D> curve(Series each, List<Mark> marks) {
        List<Point2D> curve = Stream.concat(marks.stream().filter(mark -> mark.series() == each),
                marks.stream().filter(mark -> mark.series().role() == Contender.Role.TEACHER)).map(Mark::at).toList();
        svg.open("polyline", "class", "curve " + each.role().word(), "points", curve.stream()
                .map(point -> number(point.getX()) + "," + number(point.getY())).collect(Collectors.joining(" ")))
                .close();
        return curve;
    }

    private void mark(Mark mark) {
        String role = mark.series().role().word();
        mark.reach().ifPresent(reach -> line("reach " + role, reach.getP1(), reach.getP2()));
        String radius = mark.series().number() == 0 ? FIRST : FURTHER;
        boolean one = mark.alike().size() == 1;
        for (Row row : mark.alike()) {
            point(role, mark.at().getX(), row.value(key), one ? radius : SEED, row.name(), row.contender()
                    .flatMap(Contender::learning).map(learning -> "; " + learning.words()).orElse(""));
        }
        if (!one) {
            point("mean " + role, mark.at().getX(), Series.mean(mark.alike(), key), radius,
                    mark.alike().get(0).name(), "; mean of " + mark.alike().size());
        }
    }

    private void point(String style, double x, double value, String radius, String name, String more) {
        svg.open("circle", "class", style, "cx", number(x), "cy", number(axes.y(value)), "r", radius)
                .line("title", name + ": " + unit.show(value) + more).close();
    }

    private void line(String style, Point2D from, Point2D to) {
        svg.open("line", "class", style, "x1", number(from.getX()), "x2", number(to.getX()), "y1",
                number(from.getY()), "y2", number(to.getY())).close();
    }

    private void name(List<Mark> marks, List<List<Point2D>> curves) {
        Labels labels = new Labels(new Rectangle2D.Double(Axes.LEFT, 0, Axes.WIDTH - Axes.LEFT,
                Axes.HEIGHT - Axes.BOTTOM + 4), marks.stream().map(Mark::at).toList());
        for (List<Point2D> curve : curves) {
            for (int i = 1; i < curve.size(); i++) {
                labels.avoid(curve.get(i - 1), curve.get(i));
            }
        }
        real.ifPresent(row -> labels.avoid(new Point2D.Double(Axes.LEFT, axes.y(row.value(key))),
                new Point2D.Double(Axes.WIDTH, axes.y(row.value(key)))));
        marks.forEach(mark -> mark.reach().ifPresent(reach -> labels.avoid(reach.getP1(), reach.getP2())));
        for (Mark mark : marks) {
            String full = mark.alike().get(0).name();
            String name = full.length() <= LONGEST_NAME ? full : full.substring(0, LONGEST_NAME - 1) + "…";
            labels.place(mark.at(), name).ifPresent(at -> svg.line("text", name, "class", "name", "x",
                    number(at.getX()), "y", number(at.getY())));
        }
    }

    private static String number(double value) {
        return Axes.number(value);
    }
}
