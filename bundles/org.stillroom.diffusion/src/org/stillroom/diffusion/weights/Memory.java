// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.torch.formats.DType;

/**
 * Memory that tensors take once they are loaded.
 *
 * @param numbers by the bytes that each takes at most, how many become those that are computed with, or stay as they
 *        are stored where that is less
 * @param packed bytes of the others, which stay as they are stored in all floating-point formats
 * @param packedNumbers how many numbers these are
 */
public record Memory(SortedMap<Integer, Long> numbers, long packed, long packedNumbers) {

    /** Nothing yet. */
    public static final Memory NONE = new Memory(Collections.emptySortedMap(), 0, 0);

    public Memory {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    /** Numbers that become those that are computed with, whatever they are stored as. */
    public static Memory plain(long count) {
        return plain(count, Long.BYTES);
    }

    /** @param most bytes that each takes */
    static Memory plain(long count, int most) {
        return new Memory(new TreeMap<>(Map.of(most, count)), 0, 0);
    }

    static Memory packed(long bytes, long numbers) {
        return new Memory(Collections.emptySortedMap(), bytes, numbers);
    }

    /** Of both together. */
    public Memory plus(Memory other) {
        SortedMap<Integer, Long> all = new TreeMap<>(numbers);
        other.numbers.forEach((most, count) -> all.merge(most, count, Long::sum));
        return new Memory(all, packed + other.packed, packedNumbers + other.packedNumbers);
    }

    /** @param dtype the numbers that are computed with; {@link DType#I8} for a byte a number, whatever is stored */
    public long bytes(DType dtype) {
        long bytes = dtype == DType.I8 ? packedNumbers : packed;
        for (Map.Entry<Integer, Long> each : numbers.entrySet()) {
            bytes += Math.min(each.getKey(), dtype.size()) * each.getValue();
        }
        return bytes;
    }

    /** Those of the bytes that are as they are stored, or as wide: what can be mapped. */
    long stored(DType dtype) {
        return packed + numbers.headMap(dtype.size() + 1).entrySet().stream()
                .mapToLong(each -> each.getKey() * each.getValue()).sum();
    }

    /** Those of the bytes that are numbers as they are computed with. */
    long plain(DType dtype) {
        return dtype.size() * numbers.tailMap(dtype.size()).values().stream().mapToLong(Long::longValue).sum();
    }
}
