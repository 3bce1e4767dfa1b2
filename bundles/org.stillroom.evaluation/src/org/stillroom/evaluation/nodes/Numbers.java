// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.util.List;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;

/**
 * What was measured, as a table.
 *
 * @param rows in the order in which they are shown
 */
public record Numbers(List<Row> rows) implements Showable {

    public Numbers {
        rows = List.copyOf(rows);
    }

    public static Numbers of(Row... rows) {
        return new Numbers(List.of(rows));
    }

    @Override
    public Shown shown() {
        return new Shown.Table(List.of(), rows.stream()
                .map(row -> new Shown.Row(row.measure(), List.of(row.quantity()), row.remark())).toList());
    }

    /**
     * A number.
     *
     * @param measure what it says, such as {@code CLIP score}
     * @param quantity shares of pictures and words are from 0 to 1
     * @param count of what it was measured on: pictures, words, or runs
     * @param remark why it is to be read with care, as a sentence; empty for nothing
     */
    public record Row(String measure, Quantity quantity, long count, String remark) {

        public Row(String measure, Quantity quantity, long count) {
            this(measure, quantity, count, "");
        }

        public double value() {
            return quantity.value();
        }
    }
}
