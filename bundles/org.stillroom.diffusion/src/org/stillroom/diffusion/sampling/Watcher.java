// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.graph.work.Progress;

/** Looks on while pictures are sampled: told of each step, and asked between blocks of the transformer. */
@FunctionalInterface
public interface Watcher extends Progress {

    /** Called after each step with what there is; only valid during the call, and costs nothing if not looked at. */
    default void stepped(Unfinished picture) {
    }

    /** Called at the end with what a cache has spared. */
    default void ended(Skips skips) {
    }
}
