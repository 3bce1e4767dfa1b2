// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.values.Latent;

/** The rule by which a batch is too large for a machine: 13 bytes a pixel. */
class PictureMemoryTest {

    private static final Latent.Info BATCH = new Latent.Info(4, 16, 1024, 512);
    private static final long NEEDED = 4 * 1024 * 512 * 13;

    @Test
    void takesWhatJustFits() {
        assertEquals(Optional.empty(), PictureMemory.problem(BATCH, NEEDED));
    }

    @Test
    void refusesAByteMore() {
        assertEquals(Optional.of("A batch of 4 with 1024 x 512 pixels each takes 0.0 GB for latent and pictures alone, "
                + "but this machine has 0.0 GB of memory; make fewer or smaller pictures."),
                PictureMemory.problem(BATCH, NEEDED - 1));
    }

    @Test
    void countsBeyond32Bits() {
        Latent.Info huge = new Latent.Info(64, 16, 8192, 8192);
        assertEquals(Optional.of("A batch of 64 with 8192 x 8192 pixels each takes 55.8 GB for latent and pictures "
                + "alone, but this machine has 32.0 GB of memory; make fewer or smaller pictures."),
                PictureMemory.problem(huge, 32_000_000_000L));
    }
}
