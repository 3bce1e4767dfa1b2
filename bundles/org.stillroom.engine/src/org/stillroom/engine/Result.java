// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.List;
import java.util.Map;
import org.stillroom.nodes.contract.Sized;

/**
 * What a node made.
 *
 * @param key of the result
 * @param values by output port
 * @param bytes that the values hold, as far as they say
 */
record Result(String key, Map<String, Object> values, List<WrittenFile> files, long bytes) {

    /** For the entry itself, so that a cache of countless small results ends too. */
    private static final long OVERHEAD = 256;

    static Result of(String key, Map<String, Object> values, List<WrittenFile> files) {
        long bytes = OVERHEAD + values.values().stream().mapToLong(Result::bytes).sum();
        return new Result(key, Map.copyOf(values), List.copyOf(files), bytes);
    }

    private static long bytes(Object value) {
        if (value instanceof Sized sized) {
            return sized.bytes();
        }
        return value instanceof String text ? 2L * text.length() : 0;
    }
}
