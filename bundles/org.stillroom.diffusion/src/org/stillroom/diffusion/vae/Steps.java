// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.diffusion.weights.Progress;

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
        progress.report(begun++, total);
    }

    /** Called between the native calls of a block: tells nothing new, but lets the work be cancelled. */
    void within() {
        progress.report(begun - 1, total);
    }

    void end() {
        progress.report(total, total);
    }
}
