// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What people are shown of a value or a result, whoever draws it. Small: it is kept as long as the result is, and
 * drawn often.
 */
public sealed interface Shown {

    /** In one line, for places with no room for more. */
    String words();

    /** The memory that it takes, about, in bytes. */
    default long bytes() {
        return 0;
    }

    /** Nothing but words, such as {@code 512 tokens of 4096 features}. */
    record Words(String words) implements Shown {

        public Words {
            Objects.requireNonNull(words, "words");
        }
    }

    /**
     * Numbers with their units, one or more in a row.
     *
     * @param columns what stands above the numbers; empty for one number a row and nothing above it
     * @param rows in the order in which they are shown
     */
    record Table(List<String> columns, List<Row> rows) implements Shown {

        /** Rows that fit in one line of words. */
        private static final int FEW = 3;

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        @Override
        public String words() {
            String first = rows.stream().filter(row -> !row.values().isEmpty()).limit(FEW).map(Row::words)
                    .collect(Collectors.joining(", "));
            return rows.size() > FEW ? first + ", \u2026" : first;
        }
    }

    /**
     * A row of a table.
     *
     * @param name what the numbers say, such as {@code words right}
     * @param values from the left; none for a heading of the rows below it
     * @param remark why it is to be read with care, as a sentence; empty for nothing
     */
    record Row(String name, List<Quantity> values, String remark) {

        public Row {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(remark, "remark");
            values = List.copyOf(values);
        }

        public static Row heading(String name) {
            return new Row(name, List.of(), "");
        }

        /** Such as {@code words right 92.5 %}. */
        public String words() {
            String numbers = values.stream().map(Quantity::text).collect(Collectors.joining(" / "));
            return numbers.isEmpty() ? name : name + ' ' + numbers;
        }
    }

    /**
     * A curve, such as the loss of each step.
     *
     * @param name of what is drawn upwards
     * @param count of what is drawn to the right, from 1
     * @param values evenly over all of them; not copied, so whoever holds the array leaves it as it is. What is not
     *        finite is a gap.
     */
    record Series(String name, long count, double[] values) implements Shown {

        /** As many points as anybody can tell apart on a node. */
        private static final int MOST = 512;

        public Series {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(values, "values");
        }

        /** Of many values, of which each point is the mean of a few. */
        public static Series of(String name, double[] all) {
            int points = Math.min(MOST, all.length);
            double[] means = new double[points];
            for (int i = 0; i < points; i++) {
                int from = (int) ((long) i * all.length / points);
                int to = (int) ((i + 1L) * all.length / points);
                double sum = 0;
                for (int at = from; at < to; at++) {
                    sum += all[at];
                }
                means[i] = sum / (to - from);
            }
            return new Series(name, all.length, means);
        }

        @Override
        public String words() {
            String last = values.length == 0 ? "" : ' ' + Quantity.of(values[values.length - 1]).text();
            return name + last + " (" + Quantity.count(count).text() + ")";
        }

        @Override
        public long bytes() {
            return (long) values.length * Double.BYTES;
        }
    }

    /**
     * A picture; a sheet of them where there are several.
     *
     * @param words what it is, such as {@code 64 of 200 pictures of 64 x 64 pixels}
     */
    record Picture(RgbImage picture, String words) implements Shown {

        public Picture {
            Objects.requireNonNull(picture, "picture");
            Objects.requireNonNull(words, "words");
        }

        @Override
        public long bytes() {
            return picture.rgb().length;
        }
    }
}
