// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

/** Hears how far a computation is. */
@FunctionalInterface
public interface Progress {

    /** Does not listen. */
    Progress NONE = (done, total) -> {};

    /**
     * Called between two steps of the work.
     *
     * @throws java.util.concurrent.CancellationException to stop the work
     */
    void report(long done, long total);
}
