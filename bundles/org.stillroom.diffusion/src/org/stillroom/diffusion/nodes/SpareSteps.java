// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stillroom.diffusion.sampling.Skips;
import org.stillroom.diffusion.sampling.StepCaching;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.torch.runtime.Tensor;

/** What a cache between a Denoiser's steps has spared, and what it has cost, as the node shows it. */
final class SpareSteps {

    /** Below this, hardly two steps are near enough to each other. */
    private static final int FEW = 10;

    private Skips skips = Skips.NONE;
    private OptionalDouble measured = OptionalDouble.empty();

    /** What is said of a cache beforehand; empty if there is nothing to say. */
    static Optional<String> warning(Parameters parameters) {
        boolean cached = StepCaching.Kind.of(parameters.text("step_cache")) != StepCaching.Kind.NONE;
        if (cached && parameters.integer("steps") < FEW) {
            return Optional.of("With " + parameters.integer("steps") + " steps, each is far from the one before it: a "
                    + "cache skips none, or spoils the picture. Take more steps, or no cache.");
        }
        return cached || !parameters.flag("cache_measure") && parameters.number("cache_threshold") == 0
                ? Optional.empty()
                : Optional.of("Threshold and difference of the step cache count for nothing, as none is chosen.");
    }

    void skipped(Skips spared) {
        skips = spared;
    }

    void measured(Tensor made, Tensor exact) {
        float[] with = made.floats();
        float[] without = exact.floats();
        double difference = 0;
        for (int i = 0; i < with.length; i++) {
            difference += Math.abs((double) with[i] - without[i]);
        }
        double size = size(without);
        measured = OptionalDouble.of(size == 0 ? 0 : difference / size);
    }

    /** @param latents that were made */
    Shown shown(Tensor latents) {
        float[] values = latents.floats();
        double size = size(values);
        double estimate = size == 0 ? 0 : skips.moved() * values.length / size;
        List<Shown.Row> rows = new ArrayList<>();
        rows.add(new Shown.Row("skipped (of " + skips.all() + ")",
                List.of(Quantity.count(skips.skipped())), ""));
        rows.add(new Shown.Row("estimated difference", List.of(Quantity.share(estimate)),
                "Of the latent to the exact one, from how much changed meanwhile in what the cache looks at."));
        measured.ifPresent(share -> rows.add(new Shown.Row("measured difference", List.of(Quantity.share(share)),
                "Mean difference of the latent to the exact one, as a share of its mean size.")));
        return new Shown.Table(List.of(), rows);
    }

    /** The sum of absolute values. */
    private static double size(float[] values) {
        double size = 0;
        for (float value : values) {
            size += Math.abs(value);
        }
        return size;
    }
}
