// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.torch.runtime.Device;

/**
 * Cuts work on a large picture into parts, one native call each, so that it can be cancelled at any time.
 *
 * @param multiplications that a part may take
 * @param elements that a part may read and write
 */
record Bands(long multiplications, long elements) {

    /** A fraction of a second on two cores. */
    private static final Bands CPU = new Bands(6_000_000_000L, 1L << 24);
    private static final Bands CUDA = new Bands(100 * CPU.multiplications, 100 * CPU.elements);

    private static final int SCRATCH = 3;
    private static final int LARGER = 8;
    private static final int FEWER = 4;
    private static final long MOST_OF_TILE = 1L << 25;
    /** Tensors of the size of a tile that its layers have in between, as they are and as convolutions take them. */
    private static final int IN_BETWEEN = 12;

    interface Part {
        void run(long from, long to);
    }

    /**
     * Numbers in memory with those of a part that is computed: what it reads, normed, and what it writes.
     *
     * @param whole numbers of the picture's tensors
     */
    long with(long whole) {
        return whole + Math.min(whole, SCRATCH * elements);
    }

    /**
     * For parts of several layers, whose edges are computed more than once and of which much is in between: more work
     * and fewer numbers.
     */
    Bands tiles() {
        return new Bands(LARGER * multiplications, Math.min(elements / FEWER, MOST_OF_TILE));
    }

    /** Numbers in memory with what is in between of a tile; otherwise like {@link #with}. */
    long withTile(long whole) {
        return whole + Math.min(whole, IN_BETWEEN * tiles().elements);
    }

    static Bands of(Device device) {
        return device.kind() == Device.Kind.CPU ? CPU : CUDA;
    }

    /**
     * Does the work part by part.
     *
     * @param count rows, or whatever is counted
     * @param multiplicationsEach for each of them
     * @param elementsEach read and written for each of them
     */
    void each(Steps steps, long count, long multiplicationsEach, long elementsEach, Part part) {
        long size = Math.max(1, Math.min(multiplications / Math.max(1, multiplicationsEach),
                elements / Math.max(1, elementsEach)));
        for (long from = 0; from < count; from += size) {
            steps.within();
            part.run(from, Math.min(count, from + size));
        }
    }
}
