// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine.memory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Memory that a run may take where its device computes, in bytes.
 *
 * @param bytes for all of it
 * @param given whether somebody said so; if not, it is what seems to be free
 * @param most what there is at all: more than that cannot be had by closing other programs
 * @param base of it, what is taken before any model is loaded: on the CPU by Java and the libraries
 * @param held of it, what earlier runs left in memory: bytes by the key of a model, the one used longest ago first. It
 *        is freed, in this order, where a run needs the room
 */
public record MemoryBudget(long bytes, boolean given, long most, long base, Map<String, Long> held) {

    /** Where no earlier run left anything. */
    public MemoryBudget(long bytes, boolean given, long most, long base) {
        this(bytes, given, most, base, Map.of());
    }

    public MemoryBudget {
        held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
        if (bytes < 0 || most < 0 || base < 0) {
            throw new IllegalArgumentException("Sizes must not be negative.");
        }
    }

    /** What somebody said. */
    public static MemoryBudget given(long bytes, long base) {
        return new MemoryBudget(bytes, true, bytes, base);
    }

    /** Without a limit, where nothing is known. */
    public static MemoryBudget unknown(long base) {
        return new MemoryBudget(Long.MAX_VALUE, false, Long.MAX_VALUE, base);
    }

    /** The same with models that earlier runs left in memory. */
    public MemoryBudget holding(Map<String, Long> models) {
        return new MemoryBudget(bytes, given, most, base, models);
    }

    /** Whether there is a limit. */
    public boolean known() {
        return bytes != Long.MAX_VALUE;
    }
}
