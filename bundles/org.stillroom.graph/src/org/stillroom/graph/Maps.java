// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

final class Maps {

    private Maps() {}

    static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    static <V> SortedMap<String, V> none() {
        return Collections.emptySortedMap();
    }
}
