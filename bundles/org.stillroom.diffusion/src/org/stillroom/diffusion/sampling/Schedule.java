// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.function.DoubleUnaryOperator;

/**
 * The steps of one sampling run, as diffusers' {@code FlowMatchEulerDiscreteScheduler} sets them. Each number is
 * computed in the precision that it has there, so that they agree to the last bit or nearly.
 *
 * @param sigmas noise level before each step, and a last 0: steps + 1 numbers from 1 downwards
 * @param timesteps 1000 times sigma of each step
 */
public record Schedule(float[] sigmas, float[] timesteps) {

    /**
     * FLUX.1: sigmas evenly from 1 to 1 / steps, then shifted.
     *
     * @param imageSeqLen image tokens, for dynamic shifting
     */
    public static Schedule flux(SchedulerConfig config, int steps, int imageSeqLen) {
        double[] sigmas = linspace(1, 1.0 / steps, steps);
        float shift = (float) (config.useDynamicShifting() ? Math.exp(config.mu(imageSeqLen)) : config.shift());
        float more = (float) (config.shift() - 1);
        for (int i = 0; i < steps; i++) {
            float sigma = (float) sigmas[i];
            sigmas[i] = config.useDynamicShifting() ? shift / (shift + (1 / sigma - 1))
                    : shift * sigma / (1 + more * sigma);
        }
        return of(config, sigmas);
    }

    /**
     * SD3: timesteps evenly between the first and last of training, which are shifted already, and then shifted again.
     *
     * @param imageSeqLen image tokens, for dynamic shifting
     */
    public static Schedule sd3(SchedulerConfig config, int steps, int imageSeqLen) {
        int train = config.numTrainTimesteps();
        double mu = Math.exp(config.mu(imageSeqLen));
        double shift = config.shift();
        DoubleUnaryOperator shifted = config.useDynamicShifting() ? sigma -> mu / (mu + (1 / sigma - 1))
                : sigma -> shift * sigma / (1 + (shift - 1) * sigma);
        double[] sigmas = linspace(trained(config, train) * train, trained(config, 1) * train, steps);
        for (int i = 0; i < steps; i++) {
            sigmas[i] = shifted.applyAsDouble(sigmas[i] / train);
        }
        return of(config, sigmas);
    }

    /** Sigma of a timestep in training. */
    private static double trained(SchedulerConfig config, int timestep) {
        float sigma = (float) timestep / config.numTrainTimesteps();
        float shift = (float) config.shift();
        return config.useDynamicShifting() ? sigma : shift * sigma / (1 + (float) (config.shift() - 1) * sigma);
    }

    private static Schedule of(SchedulerConfig config, double[] shifted) {
        int steps = shifted.length;
        double[] placed = config.spacing().place(shifted);
        float[] sigmas = new float[steps + 1];
        float[] timesteps = new float[steps];
        for (int i = 0; i < steps; i++) {
            sigmas[i] = (float) placed[i];
            timesteps[i] = sigmas[i] * config.numTrainTimesteps();
        }
        return new Schedule(sigmas, timesteps);
    }

    /** As numpy's: the last number is exact, and of one number only the first is given. */
    static double[] linspace(double first, double last, int count) {
        double[] numbers = new double[count];
        double step = count == 1 ? 0 : (last - first) / (count - 1);
        for (int i = 0; i < count; i++) {
            numbers[i] = i * step + first;
        }
        if (count > 1) {
            numbers[count - 1] = last;
        }
        return numbers;
    }

    /** Sigma behind a share of the steps, from 0 to 1; between two steps evenly between theirs. */
    float sigma(double share) {
        double at = share * steps();
        int before = (int) Math.min(at, steps() - 1);
        return (float) (sigmas[before] + (at - before) * (sigmas[before + 1] - sigmas[before]));
    }

    public int steps() {
        return timesteps.length;
    }
}
