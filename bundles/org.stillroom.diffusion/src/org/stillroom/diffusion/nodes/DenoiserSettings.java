// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.sd3.Sd3Config;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.sampling.SchedulerConfig.Spacing;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.runtime.Tensor;

/** A denoiser's parameters. */
record DenoiserSettings(String model, int steps, int startStep, double guidance, double shift, String scheduler) {

    static DenoiserSettings of(Parameters parameters) {
        return new DenoiserSettings(parameters.text("model"), parameters.integer("steps"),
                parameters.integer("start_step"), parameters.number("guidance"), parameters.number("shift"),
                parameters.text("scheduler"));
    }

    /** The steps for latents of this size. @param own the model's own scheduler */
    Schedule schedule(TransformerConfig transformer, SchedulerConfig own, Tensor latents) {
        SchedulerConfig config = switch (scheduler) {
            case "euler-karras" -> own.withSpacing(Spacing.KARRAS);
            case "euler-exponential" -> own.withSpacing(Spacing.EXPONENTIAL);
            default -> own;
        };
        config = shift > 0 ? config.withShift(shift) : config;
        int patch = transformer.patchSize();
        int tokens = (int) (latents.size(2) / patch * (latents.size(3) / patch));
        return switch (transformer) {
            case FluxConfig flux -> Schedule.flux(config, steps, tokens);
            case Sd3Config sd3 -> Schedule.sd3(config, steps, tokens);
            default -> throw new IllegalStateException(transformer.family());
        };
    }
}
