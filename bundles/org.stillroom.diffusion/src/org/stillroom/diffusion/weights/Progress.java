// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

/** Hears how far a computation is, several times a second. */
@FunctionalInterface
public interface Progress {

    /** Does not listen. */
    Progress NONE = (done, total) -> {};

    /**
     * Called between two steps of the work, such as layers.
     *
     * @throws java.util.concurrent.CancellationException to stop the work
     */
    void report(long done, long total);
}
