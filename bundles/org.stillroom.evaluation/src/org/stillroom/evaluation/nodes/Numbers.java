// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.util.List;

/**
 * What was measured, as a table.
 *
 * @param rows in the order in which they are shown
 */
public record Numbers(List<Row> rows) {

    public Numbers {
        rows = List.copyOf(rows);
    }

    public static Numbers of(Row... rows) {
        return new Numbers(List.of(rows));
    }

    /**
     * A number.
     *
     * @param measure what it says, such as {@code CLIP score}; shares of pictures and words are from 0 to 1
     * @param count of what it was measured on: pictures, words, or runs
     * @param remark why it is to be read with care, as a sentence; empty for nothing
     */
    public record Row(String measure, double value, long count, String remark) {

        public Row(String measure, double value, long count) {
            this(measure, value, count, "");
        }
    }
}
