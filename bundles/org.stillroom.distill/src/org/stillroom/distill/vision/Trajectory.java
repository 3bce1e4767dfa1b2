// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import org.stillroom.torch.runtime.Tensor;

/** A batch of pictures on their way from noise, as far as the teacher has taken them, and their prompts. */
final class Trajectory implements AutoCloseable {

    private final Plan.Place start;
    private final Tensor ids;
    private final Tensor teacher;
    private final Tensor pooled;
    private final Tensor guidance;
    private final float[] sigmas;
    private Tensor latents;

    /**
     * Takes all tensors over.
     *
     * @param start where it begins or goes on
     * @param ids int64 [batch, tokens]
     * @param teacher the teacher's text [batch, tokens, width]
     * @param sigmas of all timesteps, and a last 0
     * @param latents at the first timestep that is still to do
     */
    Trajectory(Plan.Place start, Tensor ids, Tensor teacher, Tensor pooled, Tensor guidance, float[] sigmas,
            Tensor latents) {
        this.start = start;
        this.ids = ids;
        this.teacher = teacher;
        this.pooled = pooled;
        this.guidance = guidance;
        this.sigmas = sigmas.clone();
        this.latents = latents;
    }

    boolean has(Plan.Place place) {
        return start.sameTrajectory(place);
    }

    Tensor ids() {
        return ids;
    }

    Tensor teacher() {
        return teacher;
    }

    Tensor pooled() {
        return pooled;
    }

    Tensor guidance() {
        return guidance;
    }

    Tensor latents() {
        return latents;
    }

    /** Sigma of a timestep and of the one after it. */
    double[] sigmas(int timestep) {
        return new double[] {sigmas[timestep], sigmas[timestep + 1]};
    }

    /** Goes on with these latents, which are taken over. */
    void advance(Tensor next) {
        latents.close();
        latents = next;
    }

    @Override
    public void close() {
        ids.close();
        teacher.close();
        pooled.close();
        guidance.close();
        latents.close();
    }
}
