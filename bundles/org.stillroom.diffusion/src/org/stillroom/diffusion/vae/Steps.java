// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.graph.work.Progress;

/** Counts the blocks that pictures go through, and asks within a block whether to go on. */
final class Steps {

    private final Progress progress;
    private final long total;
    private long begun;

    Steps(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    /** Called before each block. */
    void next() {
        progress.progress(begun++, total);
    }

    /** Called between the native calls of a block: tells nothing new, but lets the work be cancelled. */
    void within() {
        progress.checkCancelled();
    }

    void end() {
        progress.progress(total, total);
    }
}
