// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.tables;

import java.util.Comparator;
import java.util.List;

/**
 * The order of rows by one of their cells: numbers by their size, before texts by their letters; empty cells last.
 *
 * @param column counts from 0
 */
record CellOrder(int column) implements Comparator<List<String>> {

    @Override
    public int compare(List<String> a, List<String> b) {
        String left = a.get(column);
        String right = b.get(column);
        int kinds = Integer.compare(kind(left), kind(right));
        if (kinds != 0) {
            return kinds;
        }
        return number(left) ? Double.compare(Double.parseDouble(left), Double.parseDouble(right))
                : left.compareToIgnoreCase(right);
    }

    private static int kind(String cell) {
        return cell.isBlank() ? 2 : number(cell) ? 0 : 1;
    }

    static boolean number(String cell) {
        try {
            Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
