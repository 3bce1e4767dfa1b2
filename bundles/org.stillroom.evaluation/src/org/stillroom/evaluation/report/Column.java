// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param title with an arrow to where it is better
 * @param key what it shows of each row
 * @param ratio whether the ratio to the teacher stands below, in place of the interval
 */
record Column(String title, String key, boolean ratio) {

    static Column of(String title, String key) {
        return new Column(title, key, false);
    }

    static Column withRatio(String title, String key) {
        return new Column(title, key, true);
    }

    /** A table of rows of a report; columns of which no row has a value are left out. */
    static void table(Html html, Report report, List<Row> rows, List<Column> columns) {
        table(html, report, rows, columns, row -> row.contender().map(each -> each.role().label())
                .orElse("drawn by the world itself"));
    }

    /** @param below what stands in small letters below each row's name */
    static void table(Html html, Report report, List<Row> rows, List<Column> columns, Function<Row, String> below) {
        List<Column> shown = columns.stream()
                .filter(column -> rows.stream().anyMatch(row -> row.get(column.key()).isPresent())).toList();
        html.open("div", "class", "scroll").open("table").open("thead").open("tr").line("th", "Encoder");
        shown.forEach(column -> column.head(html, rows));
        html.close().close().open("tbody").newline();
        for (Row row : rows) {
            html.open("tr", "class", style(row)).open("th", "scope", "row").text(row.name());
            html.open("small").text(below.apply(row)).close().close();
            shown.forEach(column -> column.cell(html, row, report.teacher()));
            html.close().newline();
        }
        html.close().close().close().newline();
    }

    private void head(Html html, List<Row> rows) {
        html.open("th", "class", "number").text(title);
        rows.get(0).get(key).filter(measured -> measured.unit() == Unit.SHARE)
                .ifPresent(measured -> html.line("small", "n = " + measured.count()));
        html.close();
    }

    private static String style(Row row) {
        return row.contender().map(each -> each.role().word()).orElse("real");
    }

    private void cell(Html html, Row row, Row teacher) {
        html.open("td", "class", "number");
        Optional<Measured> found = row.get(key);
        if (found.isEmpty()) {
            html.text("–");
        } else {
            Measured measured = found.get();
            html.text(measured.unit().show(measured.value()));
            html.open("small").text(ratio ? ratio(measured, teacher) : interval(measured)).close();
        }
        html.close();
    }

    private String ratio(Measured measured, Row teacher) {
        double ratio = measured.value() / teacher.value(key);
        if (!Double.isFinite(ratio)) {
            return "";
        }
        return String.format(Locale.ROOT, ratio >= 0.995 ? "%.2f ×" : "%.3f ×", ratio);
    }

    private static String interval(Measured measured) {
        return measured.interval().map(each -> measured.unit().show(each.low()) + "–"
                + measured.unit().show(each.high())).orElse("");
    }
}
