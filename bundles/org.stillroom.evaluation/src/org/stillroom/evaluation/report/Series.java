// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Students that a curve joins: of one role, and of one recipe wherever the same size is there with several.
 *
 * @param number 0 for the first of its role
 * @param sizes students by their parameters; several of one size differ by their seed alone
 */
record Series(Contender.Role role, int number, SortedMap<Double, List<Row>> sizes) {

    /** @param rows with parameters; recipes that come first are the first of their role */
    static List<Series> of(List<Row> rows) {
        Map<String, List<Row>> recipes = rows.stream().collect(
                Collectors.groupingBy(Series::recipe, LinkedHashMap::new, Collectors.toList()));
        List<Series> found = new ArrayList<>();
        for (List<Row> alike : recipes.values()) {
            SortedMap<Double, List<Row>> sizes = alike.stream().collect(Collectors.groupingBy(
                    row -> row.value(Keys.PARAMETERS), TreeMap::new, Collectors.toList()));
            List<Series> before = found.stream().filter(each -> each.role() == role(alike.get(0))).toList();
            before.stream().filter(each -> Collections.disjoint(each.sizes().keySet(), sizes.keySet())).findFirst()
                    .ifPresentOrElse(each -> each.sizes().putAll(sizes),
                            () -> found.add(new Series(role(alike.get(0)), before.size(), sizes)));
        }
        return found;
    }

    private static Contender.Role role(Row row) {
        return row.contender().orElseThrow().role();
    }

    private static String recipe(Row row) {
        return role(row) + row.contender().flatMap(Contender::learning).map(Learning::words).orElse("");
    }

    /** The students of each size, the smallest first. */
    Collection<List<Row>> groups() {
        return sizes.values();
    }

    /** Mean of a measure over students of one size. */
    static double mean(List<Row> alike, String key) {
        return alike.stream().mapToDouble(row -> row.value(key)).average().orElseThrow();
    }
}
