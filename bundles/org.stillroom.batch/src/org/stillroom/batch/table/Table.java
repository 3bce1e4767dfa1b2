// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rows of texts under the names of columns.
 *
 * @param columns each once, from the left
 * @param rows by column; a value that is missing is not in it
 */
public record Table(List<String> columns, List<Map<String, String>> rows) {

    /** What all values of a column are. */
    public enum Kind { INTEGER, NUMBER, TEXT }

    public Table {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(new ArrayList<>(rows));
    }

    /**
     * What kind of column it is: an integer is one of 64 bits, a number one that a double holds without loss, and what
     * has no value is a text.
     */
    public Kind kind(String column) {
        if (all(column, Table::isInteger)) {
            return Kind.INTEGER;
        }
        return all(column, Table::isNumber) ? Kind.NUMBER : Kind.TEXT;
    }

    private boolean all(String column, Predicate<String> is) {
        List<String> values = rows.stream().map(row -> row.get(column)).filter(value -> value != null).toList();
        return !values.isEmpty() && values.stream().allMatch(is);
    }

    private static boolean isInteger(String value) {
        // 007 and +7 would not come back as they were written
        if (!value.matches("0|-?[1-9][0-9]{0,18}")) {
            return false;
        }
        try {
            Long.parseLong(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isNumber(String value) {
        if (value.matches("NaN|-?Infinity")) {
            return true;
        }
        // 1.50 would come back as another text, and the digits of some seeds as others
        return value.matches("-?(0|[1-9][0-9]{0,14})(\\.(0|[0-9]{0,16}[1-9]))?([eE][+-]?[0-9]{1,3})?")
                && isExact(value, Double.parseDouble(value));
    }

    private static boolean isExact(String value, double number) {
        return Double.isFinite(number)
                && new BigDecimal(Double.toString(number)).compareTo(new BigDecimal(value)) == 0;
    }

    /** Puts rows together from the values under their headings. */
    static Table of(List<String> columns, Iterable<List<String>> rows) {
        List<Map<String, String>> all = new ArrayList<>();
        for (List<String> values : rows) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                String value = values.get(i);
                if (value != null) {
                    row.put(columns.get(i), value);
                }
            }
            all.add(row);
        }
        return new Table(columns, all);
    }

    /** The first of some columns that the table has. */
    public Optional<String> firstOf(List<String> names) {
        return names.stream().filter(columns::contains).findFirst();
    }
}
