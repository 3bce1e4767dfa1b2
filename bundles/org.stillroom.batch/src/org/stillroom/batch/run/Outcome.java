// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What is written down of an item.
 *
 * @param files relative to the folder of results, by name, with their sizes in bytes
 * @param finished when, in UTC
 */
@JsonPropertyOrder({"key", "prompt", "values"})
record Outcome(String key, String prompt, SortedMap<String, String> values, SortedMap<String, Long> files,
        SortedMap<String, Double> metrics, double seconds, int attempts, String executor, int threads, String device,
        String finished, String error) {

    /** Whether nothing is missing that is asked for later; whoever edits the file may remove anything. */
    boolean whole() {
        return Stream.of(key, prompt, values, files, metrics, executor, device, finished, error)
                .noneMatch(Objects::isNull) && !files.containsValue(null) && !metrics.containsValue(null);
    }

    boolean ok() {
        return error.isEmpty();
    }
}
