// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.sampling.Spacing;
import org.stillroom.diffusion.sampling.StepCaching;
import org.stillroom.torch.runtime.Tensor;

/**
 * A denoiser's parameters.
 *
 * @param model as the graph names it
 * @param startStep first step to take, from 0
 * @param guidance distilled guidance, or the scale of classifier-free guidance
 * @param shift of the schedule; 0 for the model's own
 * @param scheduler id of how steps are placed
 * @param trueCfg scale of classifier-free guidance beside a distilled one; 1 for none
 * @param caching what is kept from step to step, to spare some
 */
public record DenoiserSettings(String model, int steps, int startStep, double guidance, double shift,
        String scheduler, double trueCfg, StepCaching caching) {

    /** In which every step is computed. */
    public DenoiserSettings(String model, int steps, int startStep, double guidance, double shift, String scheduler,
            double trueCfg) {
        this(model, steps, startStep, guidance, shift, scheduler, trueCfg, StepCaching.NONE);
    }

    /** Without classifier-free guidance beside a distilled one. */
    public DenoiserSettings(String model, int steps, int startStep, double guidance, double shift, String scheduler) {
        this(model, steps, startStep, guidance, shift, scheduler, 1);
    }

    /**
     * All steps from noise, scheduled as the model was published.
     *
     * @param model for messages
     */
    public DenoiserSettings(String model, int steps, double guidance) {
        this(model, steps, 0, guidance, 0, "");
    }

    /** The same, in which every step is computed. */
    public DenoiserSettings exact() {
        return new DenoiserSettings(model, steps, startStep, guidance, shift, scheduler, trueCfg);
    }

    /**
     * The steps for latents of this size.
     *
     * @param own the model's own scheduler
     */
    public Schedule schedule(FamilyModel family, SchedulerConfig own, Tensor latents) {
        SchedulerConfig config = own.withSpacing(Spacing.of(scheduler, own.spacing()));
        config = shift > 0 ? config.withShift(shift) : config;
        int patch = family.config().patchSize();
        return family.schedule(config, steps, (int) (latents.size(2) / patch * (latents.size(3) / patch)));
    }
}
