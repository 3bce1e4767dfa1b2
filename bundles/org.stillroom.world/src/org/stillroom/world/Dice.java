// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

/**
 * A stream of random numbers that is the same on every machine and in every Java release: SplitMix64 (Steele, Lea and
 * Flood, 2014). Java's own generators promise no fixed way of bounding a number. For one thread.
 */
final class Dice {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = mix(seed);
    }

    /** @return a stream for these numbers together; any change in one of them gives an unrelated stream */
    static Dice of(long seed, long stream, long index) {
        return new Dice(mix(mix(mix(seed) + STEP * (stream + 1)) + index));
    }

    /** Spreads the bits of a number over all 64 bits. */
    static long mix(long value) {
        long z = value + STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += STEP;
        return mix(state);
    }

    /** @return a whole number of 0 to bound - 1 */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** @return a whole number of least to most, both included */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** @return a number of least up to, not including, most */
    double between(double least, double most) {
        return least + (most - least) * ((next() >>> 11) * 0x1.0p-53);
    }

    boolean chance(double probability) {
        return between(0.0, 1.0) < probability;
    }

    <T> T pick(T[] values) {
        return values[below(values.length)];
    }
}
