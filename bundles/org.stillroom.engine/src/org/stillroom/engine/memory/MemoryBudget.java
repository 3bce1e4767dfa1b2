// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine.memory;

/**
 * Memory that a run may take where its device computes, in bytes.
 *
 * @param bytes for all of it
 * @param given whether somebody said so; if not, it is what seems to be free
 * @param most what there is at all: more than that cannot be had by closing other programs
 * @param base of it, what is taken before any model is loaded: on the CPU by Java and the libraries
 */
public record MemoryBudget(long bytes, boolean given, long most, long base) {

    public MemoryBudget {
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

    /** Whether there is a limit. */
    public boolean known() {
        return bytes != Long.MAX_VALUE;
    }
}
