// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Sized;

/**
 * What a node made.
 *
 * @param key of the result
 * @param values by output port
 * @param shown to people, by output; under the empty name what the node shows in their place
 * @param bytes that the values hold, as far as they say
 */
record Result(String key, Map<String, Object> values, List<WrittenFile> files, SortedMap<String, Shown> shown,
        long bytes) {

    /** For the entry itself, so that a cache of countless small results ends too. */
    private static final long OVERHEAD = 256;

    static Result of(String key, Outputs outputs, List<WrittenFile> files) {
        Map<String, Object> values = Map.copyOf(outputs.values());
        SortedMap<String, Shown> shown = Collections.unmodifiableSortedMap(outputs.shown());
        long bytes = OVERHEAD + values.values().stream().mapToLong(Result::bytes).sum()
                + shown.values().stream().mapToLong(Shown::bytes).sum();
        return new Result(key, values, List.copyOf(files), shown, bytes);
    }

    private static long bytes(Object value) {
        if (value instanceof Sized sized) {
            return sized.bytes();
        }
        return value instanceof String text ? 2L * text.length() : 0;
    }
}
