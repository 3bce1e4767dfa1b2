// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.rootfinder.BrentSolver;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/** How steps are placed between the first and the last sigma. A new way is a line here. */
public enum Spacing {

    /** As the family shifts them. */
    UNIFORM("", "", shifted -> shifted),

    /** After "Elucidating the Design Space of Diffusion-Based Generative Models", equation 5, with rho 7. */
    KARRAS("karras", "use_karras_sigmas", shifted -> {
        double from = Math.pow(shifted[0], 1.0 / 7);
        double to = Math.pow(shifted[shifted.length - 1], 1.0 / 7);
        return ramp(shifted).map(ramp -> Math.pow(from + ramp * (to - from), 7)).toArray();
    }),

    EXPONENTIAL("exponential", "use_exponential_sigmas", shifted ->
            Arrays.stream(Schedule.linspace(Math.log(shifted[0]), Math.log(shifted[shifted.length - 1]),
                    shifted.length)).map(Math::exp).toArray()),

    /** After "Beta Sampling is All You Need" (https://arxiv.org/abs/2407.12173), with alpha and beta 0.6. */
    BETA("beta", "use_beta_sigmas", shifted -> {
        double last = shifted[shifted.length - 1];
        return ramp(shifted).map(ramp -> last + betaQuantile(1 - ramp) * (shifted[0] - last)).toArray();
    });

    private final String id;
    private final String flag;
    private final UnaryOperator<double[]> placing;

    Spacing(String id, String flag, UnaryOperator<double[]> placing) {
        this.id = id;
        this.flag = flag;
        this.placing = placing;
    }

    /** Where a beta distribution has a share p of its weight before. */
    private static double betaQuantile(double p) {
        return p <= 0 || p >= 1 ? Math.clamp(p, 0, 1)
                : new BrentSolver(1e-15, 1e-15, 1e-15).findRoot(x -> RegularizedBeta.value(x, 0.6, 0.6) - p, 0, 1);
    }

    private static DoubleStream ramp(double[] shifted) {
        return Arrays.stream(Schedule.linspace(0, 1, shifted.length));
    }

    /** @param shifted sigmas from the first to the last, at least one */
    double[] place(double[] shifted) {
        return placing.apply(shifted);
    }

    /** The way that a scheduler's id names after a dash, such as {@code euler-karras}; otherwise {@code absent}. */
    public static Spacing of(String scheduler, Spacing absent) {
        return Arrays.stream(values()).filter(each -> !each.id.isEmpty() && scheduler.endsWith("-" + each.id))
                .findFirst().orElse(absent);
    }

    /**
     * What scheduler_config.json sets.
     *
     * @throws CheckpointException if it sets more than one
     */
    static Spacing read(ConfigFile file) throws CheckpointException {
        Spacing found = UNIFORM;
        for (Spacing each : values()) {
            if (!each.flag.isEmpty() && file.flag(each.flag, false)) {
                if (found != UNIFORM) {
                    throw file.problem(found.flag + " and " + each.flag + " are both true; set one to false");
                }
                found = each;
            }
        }
        return found;
    }
}
