// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.concurrent.CancellationException;
import org.stillroom.torch.Tensor;

/** Looks on while pictures are sampled. */
public interface Watcher {

    /** Called before the first step, with 0 done, and after each. */
    void progress(int done, int total);

    /** Unfinished latents after a step, float32 on the CPU; only valid during the call. */
    void latents(Tensor latents);

    /**
     * Called often, between blocks of the transformer.
     *
     * @throws CancellationException to stop
     */
    void checkCancelled();
}
