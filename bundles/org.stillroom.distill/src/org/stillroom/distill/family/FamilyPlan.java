// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.distill.training.Rates;

/**
 * Everything that decides what a family becomes: its sizes and how it is trained.
 *
 * @param seed of weights, samples and noise
 * @param vae the autoencoder; its scaling and shift are measured when it is trained
 * @param divergence weight of the Kullback-Leibler divergence of its latents from normal ones
 * @param latents samples that the transformer is trained on, a multiple of 64
 * @param flux the transformer
 * @param t5 its text encoder; the vocabulary's size is set when the tokenizer is made
 * @param prompts what it is told
 * @param language how the encoder is trained as a language model, and then frozen; empty if it is trained with the
 *        transformer
 */
public record FamilyPlan(long seed, VaeConfig vae, int vaeBatch, Rates vaeRates, double divergence, int latents,
        FluxConfig flux, T5Config t5, int flowBatch, Rates flowRates, Prompts prompts,
        Optional<LanguagePlan> language) {

    private static final int HEAD = 48;

    /** @throws IllegalArgumentException if the number of latents does not fit */
    public FamilyPlan {
        if (latents < Latents.BATCH || latents % Latents.BATCH != 0) {
            throw new IllegalArgumentException("The number of latents is " + latents + "; a multiple of "
                    + Latents.BATCH + " is expected.");
        }
    }

    /** The family that comes with Stillroom. Each stage takes at most three hours on two processors. */
    public static final FamilyPlan MINI = new FamilyPlan(1,
            new VaeConfig(16, List.of(16, 32, 64, 64), 1, 8, 1, 0, false, false, true), 16,
            new Rates(2e-3, 100, 1500, 0.99, 0.01, 1, 0.998), 1e-4,
            128_000,
            new FluxConfig(64, 2, 5, HEAD, 4, 256, 32, true, List.of(8, 20, 20)),
            new T5Config(0, 256, 64, 384, 5, 4, 32, 128, 1e-6, true, OptionalInt.empty()), 32,
            new Rates(8e-4, 500, 20_000, 0.99, 0.01, 1, 0.999), Prompts.PLAIN, Optional.empty());

    /**
     * What the published experiment has and {@link #MINI} lacks: an encoder that was trained on language and not on
     * pictures, prompts that say much that no picture shows, and rows of 64 tokens, of which many are padding.
     */
    public static final FamilyPlan FAITHFUL = new FamilyPlan(1, MINI.vae(), MINI.vaeBatch(), MINI.vaeRates(),
            MINI.divergence(), 73_728,
            new FluxConfig(64, 2, 5, HEAD, 4, 192, 32, true, List.of(8, 20, 20)),
            new T5Config(0, 192, 32, 512, 6, 6, 32, 128, 1e-6, true, OptionalInt.empty()), 16,
            new Rates(8e-4, 100, 12_000, 0.99, 0.01, 1, 0.99), Prompts.PROSE,
            Optional.of(new LanguagePlan(1, 16, new Rates(8e-4, 80, 4_000, 0.99, 0.01, 1, 0.99))));

    /** With the number of tokens that the tokenizer knows. */
    T5Config t5(int vocabSize) {
        return new T5Config(vocabSize, t5.dModel(), t5.dKv(), t5.dFf(), t5.layers(), t5.heads(), t5.buckets(),
                t5.maxDistance(), t5.epsilon(), t5.gated(), t5.projection());
    }

    /** With other numbers of steps, for a quick look or a test; warm-up is shortened with them. */
    public FamilyPlan withSteps(long vaeSteps, int latentCount, long flowSteps) {
        return new FamilyPlan(seed, vae, vaeBatch, vaeRates.withSteps(vaeSteps), divergence, latentCount, flux, t5,
                flowBatch, flowRates.withSteps(flowSteps), prompts, language);
    }

    /** With another number of steps of the transformer. */
    public FamilyPlan withFlowSteps(long steps) {
        return new FamilyPlan(seed, vae, vaeBatch, vaeRates, divergence, latents, flux, t5, flowBatch,
                flowRates.ofSteps(steps), prompts, language);
    }

    /** With another number of steps of the language model, where there is one. */
    public FamilyPlan withLanguageSteps(long steps) {
        return with(language.map(plan -> plan.withSteps(steps)));
    }

    public FamilyPlan withSeed(long other) {
        return new FamilyPlan(other, vae, vaeBatch, vaeRates, divergence, latents, flux, t5, flowBatch, flowRates,
                prompts, language);
    }

    /** With other prompts. */
    public FamilyPlan with(Prompts other) {
        return new FamilyPlan(seed, vae, vaeBatch, vaeRates, divergence, latents, flux, t5, flowBatch, flowRates,
                other, language);
    }

    /** With another way to train the encoder. */
    public FamilyPlan with(Optional<LanguagePlan> other) {
        return new FamilyPlan(seed, vae, vaeBatch, vaeRates, divergence, latents, flux, t5, flowBatch, flowRates,
                prompts, other);
    }
}
