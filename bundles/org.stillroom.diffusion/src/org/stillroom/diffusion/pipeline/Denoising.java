// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

import java.util.Optional;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.TextInputs;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.Sampler;
import org.stillroom.diffusion.sampling.Sampling;
import org.stillroom.diffusion.sampling.StepCache;
import org.stillroom.diffusion.sampling.Watcher;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Tensor;

/**
 * The way from noise to a latent, as a denoiser of whatever family takes it.
 *
 * @param file which denoiser it is
 */
public record Denoising(TransformerFile file, DenoiserSettings settings) {

    /** Whether the guidance asks for a negative prompt. */
    public boolean takesNegative() {
        return file.model().scale(settings) > 1;
    }

    /**
     * Samples with what text encoders gave.
     *
     * @param transformer the loaded denoiser
     * @param latent what to start from where the first step is not the first of all
     * @param text with negative prompts where {@link #takesNegative}; without any there is no guidance by them
     * @return latents shaped as the noise, float32 on the CPU; the caller closes them
     * @throws CheckpointException if weights cannot be read any more
     */
    public Tensor sample(DiffusionTransformer transformer, Tensor noise, Optional<Tensor> latent, TextInputs text,
            Watcher watcher) throws CheckpointException {
        FamilyModel model = file.model();
        boolean guided = takesNegative() && text.hasNegative();
        try (Prompt prompt = model.prompt(text, false); Prompt negative = guided ? model.prompt(text, true) : null) {
            return sample(transformer, noise, latent, prompt, Optional.ofNullable(negative), watcher);
        }
    }

    /**
     * How far the velocity is with another text, on the way that the first one leads; positive prompts only.
     *
     * @return mean squared difference over all elements and steps
     */
    double difference(DiffusionTransformer transformer, Tensor noise, TextInputs leading, TextInputs other,
            Watcher watcher) throws CheckpointException {
        FamilyModel model = file.model();
        try (Prompt first = model.prompt(leading, false); Prompt second = model.prompt(other, false)) {
            return new Sampler(transformer).difference(sampling(noise, Optional.empty(), first, Optional.empty()),
                    second, watcher);
        }
    }

    /** Samples with prompts as the denoiser takes them; otherwise like the other one. */
    public Tensor sample(DiffusionTransformer transformer, Tensor noise, Optional<Tensor> latent, Prompt prompt,
            Optional<Prompt> negative, Watcher watcher) throws CheckpointException {
        Sampling sampling = sampling(noise, latent, prompt, negative);
        try (StepCache cache = settings.caching().open(sampling.schedule())) {
            Tensor latents = new Sampler(transformer).sample(sampling, cache, watcher);
            watcher.ended(cache.skips());
            return latents;
        }
    }

    private Sampling sampling(Tensor noise, Optional<Tensor> latent, Prompt prompt, Optional<Prompt> negative) {
        return new Sampling(settings.schedule(file.model(), file.scheduler(), noise), settings.startStep(), noise,
                latent, prompt, negative, settings.guidance(), file.model().scale(settings));
    }
}
