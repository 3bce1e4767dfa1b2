// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.Arrays;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/** Turns noise into latents: Euler steps in float32 along the velocity that a transformer predicts. */
public final class Sampler {

    private final DiffusionTransformer transformer;
    private final Program program = Program.load(Sampler.class, "sampling.py");

    public Sampler(DiffusionTransformer transformer) {
        this.transformer = transformer;
    }

    /**
     * Samples a batch.
     *
     * @return the finished latents in diffusion space, shaped as the noise, float32 on the CPU
     * @throws CheckpointException if the file that weights are mapped from was changed
     */
    public Tensor sample(Sampling sampling, Watcher watcher) throws CheckpointException {
        return sample(sampling, StepCache.NONE, watcher);
    }

    /**
     * Like the other one, where a cache may spare predictions.
     *
     * @param cache of this run; stays the caller's
     */
    public Tensor sample(Sampling sampling, StepCache cache, Watcher watcher) throws CheckpointException {
        try (Conditioning prompt = condition(sampling, sampling.prompt(), watcher);
                Conditioning negative = sampling.negative().isPresent()
                        ? condition(sampling, sampling.negative().get(), watcher) : null) {
            Tensor latents = start(sampling);
            try {
                int steps = sampling.schedule().steps();
                int total = steps - sampling.startStep();
                watcher.progress(0, total);
                for (int i = sampling.startStep(); i < steps; i++) {
                    try (Tensor velocity = velocity(sampling, i, latents, prompt, negative, cache, watcher)) {
                        float sigma = sampling.schedule().sigmas()[i + 1];
                        Tensor next = program.call("euler", latents, velocity, sigma - sampling.schedule().sigmas()[i]);
                        latents.close();
                        latents = next;
                        watcher.stepped(new Unfinished(program, latents, velocity, sigma));
                    }
                    watcher.progress(i + 1 - sampling.startStep(), total);
                }
                return latents.to(Device.CPU, DType.F32);
            } finally {
                latents.close();
            }
        }
    }

    /**
     * How far the velocity is with another prompt, on the way that the sampling's own prompt leads.
     *
     * @param other for as many pictures; it stays the caller's
     * @return mean squared difference over all elements and steps; without classifier-free guidance
     * @throws CheckpointException if the file that weights are mapped from was changed
     */
    public double difference(Sampling sampling, Prompt other, Watcher watcher) throws CheckpointException {
        float[] sigmas = sampling.schedule().sigmas();
        int steps = sampling.schedule().steps();
        double sum = 0;
        try (Conditioning leading = condition(sampling, sampling.prompt(), watcher);
                Conditioning following = condition(sampling, other, watcher)) {
            Tensor latents = start(sampling);
            try {
                for (int i = sampling.startStep(); i < steps; i++) {
                    float timestep = sampling.schedule().timesteps()[i];
                    try (Tensor wanted = leading.predict(latents, timestep, watcher);
                            Tensor given = following.predict(latents, timestep, watcher)) {
                        sum += difference(given, wanted);
                        Tensor next = program.call("euler", latents, wanted, sigmas[i + 1] - sigmas[i]);
                        latents.close();
                        latents = next;
                    }
                }
            } finally {
                latents.close();
            }
        }
        return sum / (steps - sampling.startStep());
    }

    /** Mean squared difference of two tensors of one shape. */
    public double difference(Tensor a, Tensor b) {
        try (Tensor mean = program.call("difference", a, b)) {
            return mean.floats()[0];
        }
    }

    private Conditioning condition(Sampling sampling, Prompt prompt, Watcher watcher) throws CheckpointException {
        Tensor noise = sampling.noise();
        float[] each = new float[(int) prompt.encoderHiddenStates().size(0)];
        Arrays.fill(each, (float) sampling.guidance());
        try (Tensor guidance = Tensor.of(each, each.length)) {
            return transformer.condition(prompt, guidance, (int) noise.size(2), (int) noise.size(3),
                    watcher);
        }
    }

    private Tensor start(Sampling sampling) {
        Tensor noise = sampling.noise().to(transformer.device(), DType.F32);
        if (sampling.startStep() == 0) {
            return noise;
        }
        float sigma = sampling.schedule().sigmas()[sampling.startStep()];
        try (noise) {
            return program.call("noised", sampling.latent().orElseThrow(), noise, sigma, 1 - sigma);
        }
    }

    private Tensor velocity(Sampling sampling, int i, Tensor latents, Conditioning prompt, Conditioning negative,
            StepCache cache, Watcher watcher) throws CheckpointException {
        float timestep = sampling.schedule().timesteps()[i];
        float[] sigmas = sampling.schedule().sigmas();
        StepCache.Step step = new StepCache.Step(sigmas[i], sigmas[i + 1], negative != null);
        Tensor velocity = cache.predict(step, StepCache.Branch.PROMPT, latents,
                between -> prompt.predict(latents, timestep, between, watcher));
        if (negative == null) {
            return velocity;
        }
        try (velocity;
                Tensor without = cache.predict(step, StepCache.Branch.NEGATIVE, latents,
                        between -> negative.predict(latents, timestep, between, watcher))) {
            return program.call("guide", without, velocity, sampling.scale());
        }
    }
}
