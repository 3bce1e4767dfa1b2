// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of an item.
 *
 * @param key of the item
 * @param files that the graph wrote; none if it failed
 * @param metrics numbers that nodes showed of themselves, by node and name
 * @param seconds that the last try took
 * @param attempts how often it was tried, 1 or more
 * @param executor who drew it
 * @param threads of the CPU that one operation took
 * @param error why it failed; empty if it did not
 */
public record Drawn(String key, List<DrawnFile> files, SortedMap<String, Double> metrics, double seconds, int attempts,
        String executor, int threads, String error) implements Serializable {

    public Drawn {
        // lists of the library can be sent to other machines
        files = Collections.unmodifiableList(new ArrayList<>(files));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /**
     * A file that a node wrote.
     *
     * @param name as the node chose it
     */
    public record DrawnFile(String name, byte[] bytes) implements Serializable {}

    public boolean ok() {
        return error.isEmpty();
    }
}
