// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.Locale;
import java.util.Optional;
import org.stillroom.diffusion.values.Latent;

/**
 * Whether a batch can be in memory at all. The plain rule: its decoded pictures and its latent, as float32 numbers,
 * must fit into the machine's memory. What a model needs besides is not counted, so what passes may still be too much.
 */
final class PictureMemory {

    /** Three numbers a pixel, and 16 for the 64 pixels that share a latent pixel. */
    private static final long BYTES_A_PIXEL = 3 * Float.BYTES + 16 * Float.BYTES / 64;

    private PictureMemory() {}

    /** @param memory of the machine, in bytes */
    static Optional<String> problem(Latent.Info batch, long memory) {
        long needed = (long) batch.batch() * batch.width() * batch.height() * BYTES_A_PIXEL;
        if (needed <= memory) {
            return Optional.empty();
        }
        return Optional.of("A batch of " + batch.batch() + " with " + batch.width() + " x " + batch.height()
                + " pixels each takes " + gigabytes(needed) + " GB for latent and pictures alone, but this machine has "
                + gigabytes(memory) + " GB of memory; make fewer or smaller pictures.");
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e9);
    }
}
