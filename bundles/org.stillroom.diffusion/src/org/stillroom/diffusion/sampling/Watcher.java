// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.concurrent.CancellationException;

/** Looks on while pictures are sampled. */
public interface Watcher {

    /** Called before the first step, with 0 done, and after each. */
    void progress(int done, int total);

    /** Called after each step with what there is; only valid during the call, and costs nothing if not looked at. */
    void stepped(Unfinished picture);

    /**
     * Called often, between blocks of the transformer.
     *
     * @throws CancellationException to stop
     */
    void checkCancelled();
}
