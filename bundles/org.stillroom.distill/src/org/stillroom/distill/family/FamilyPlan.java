// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.List;
import java.util.OptionalInt;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.distill.training.Rates;

/**
 * Everything that decides what a family becomes: its sizes and how it is trained.
 *
 * @param seed of weights, samples and noise
 * @param tokens of a prompt, the end token included
 * @param vae the autoencoder; its scaling and shift are measured when it is trained
 * @param divergence weight of the Kullback-Leibler divergence of its latents from normal ones
 * @param latents samples that the transformer is trained on, a multiple of 64
 * @param flux the transformer
 * @param t5 its text encoder; the vocabulary's size is set when the tokenizer is made
 */
public record FamilyPlan(long seed, int tokens, VaeConfig vae, int vaeBatch, Rates vaeRates, double divergence,
        int latents, FluxConfig flux, T5Config t5, int flowBatch, Rates flowRates) {

    private static final int HEAD = 48;

    /** @throws IllegalArgumentException if the number of latents does not fit */
    public FamilyPlan {
        if (latents < Latents.BATCH || latents % Latents.BATCH != 0) {
            throw new IllegalArgumentException("The number of latents is " + latents + "; a multiple of "
                    + Latents.BATCH + " is expected.");
        }
    }

    /** The family that comes with Stillroom. Each stage takes at most three hours on two processors. */
    public static final FamilyPlan MINI = new FamilyPlan(1, 16,
            new VaeConfig(16, List.of(16, 32, 64, 64), 1, 8, 1, 0, false, false, true), 16,
            new Rates(2e-3, 100, 1500, 0.99, 0.01, 1, 0.998), 1e-4,
            128_000,
            new FluxConfig(64, 2, 5, HEAD, 4, 256, 32, true, List.of(8, 20, 20)),
            new T5Config(0, 256, 64, 384, 5, 4, 32, 128, 1e-6, true, OptionalInt.empty()), 32,
            new Rates(8e-4, 500, 20_000, 0.99, 0.01, 1, 0.999));

    /** With the number of tokens that the tokenizer knows. */
    T5Config t5(int vocabSize) {
        return new T5Config(vocabSize, t5.dModel(), t5.dKv(), t5.dFf(), t5.layers(), t5.heads(), t5.buckets(),
                t5.maxDistance(), t5.epsilon(), t5.gated(), t5.projection());
    }

    /** With other numbers of steps, for a quick look or a test; warm-up is shortened with them. */
    public FamilyPlan withSteps(long vaeSteps, int latentCount, long flowSteps) {
        return new FamilyPlan(seed, tokens, vae, vaeBatch, vaeRates.withSteps(vaeSteps), divergence, latentCount, flux,
                t5, flowBatch, flowRates.withSteps(flowSteps));
    }

    public FamilyPlan withSeed(long other) {
        return new FamilyPlan(other, tokens, vae, vaeBatch, vaeRates, divergence, latents, flux, t5, flowBatch,
                flowRates);
    }
}
