// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.Optional;
import org.stillroom.torch.runtime.Tensor;

/**
 * What to sample. All tensors stay the caller's.
 *
 * @param schedule the steps
 * @param startStep first step to take, from 0; above 0 it starts from {@code latent} with that step's noise
 * @param noise normal noise, [batch, channels, height, width] of the latents
 * @param latent a picture's latent in diffusion space, [1 or batch, channels, height, width]; read if
 *        startStep is above 0
 * @param prompt what the pictures show
 * @param negative what classifier-free guidance moves away from; without it there is none
 * @param guidance distilled guidance, which the transformer is told (FLUX.1 dev)
 * @param scale of classifier-free guidance, where there is a negative prompt
 */
public record Sampling(Schedule schedule, int startStep, Tensor noise, Optional<Tensor> latent, Prompt prompt,
        Optional<Prompt> negative, double guidance, double scale) {

    /** With the same guidance for both. */
    public Sampling(Schedule schedule, int startStep, Tensor noise, Optional<Tensor> latent, Prompt prompt,
            Optional<Prompt> negative, double guidance) {
        this(schedule, startStep, noise, latent, prompt, negative, guidance, guidance);
    }

    /** @throws IllegalArgumentException if the start step is not one of the steps, or has no latent to start from */
    public Sampling {
        if (startStep < 0 || startStep >= schedule.steps()) {
            throw new IllegalArgumentException("Start step " + startStep + " is not one of " + schedule.steps() + ".");
        }
        if (startStep > 0 && latent.isEmpty()) {
            throw new IllegalArgumentException("Start step " + startStep + " needs a latent to start from.");
        }
    }
}
