// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

/**
 * What a cache spared in a run.
 *
 * @param skipped predictions that were made of earlier ones
 * @param all predictions: one a step, or two where there is a negative prompt
 * @param moved how far the latents went along velocities that were not computed, times the share by which each may have
 *        been another: an estimate of how far they are from those without a cache, in the units of latents
 */
public record Skips(int skipped, int all, double moved) {

    public static final Skips NONE = new Skips(0, 0, 0);

    Skips computed() {
        return new Skips(skipped, all + 1, moved);
    }

    /**
     * @param change share by which the velocity may be another, as far as the cache can tell
     * @param way of the step: its length in sigma times the mean size of the velocity
     */
    Skips skipped(double change, double way) {
        return new Skips(skipped + 1, all + 1, moved + change * way);
    }
}
