// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How AdamW steps: warm-up, then a half cosine down to a hundredth.
 *
 * @param lr highest learning rate
 * @param warmUp steps from 0 to it
 * @param steps all steps
 * @param beta2 decay of the second moment; that of the first is 0.9
 * @param weightDecay as AdamW takes it
 * @param maxNorm gradients are scaled down to this length; 0 for never
 * @param emaDecay of the moving average, once it has started; it follows faster at first
 */
public record Rates(double lr, long warmUp, long steps, double beta2, double weightDecay, double maxNorm,
        double emaDecay) {

    static final double BETA1 = 0.9;
    static final double EPS = 1e-8;
    private static final double LAST = 0.01;
    private static final String STEPS = "steps=\\d+, ";

    /** Learning rate of a step, which counts from 1. */
    public double rate(long step) {
        double warm = Math.min(1, step / (double) warmUp);
        double done = Math.clamp((step - warmUp) / (double) Math.max(1, steps - warmUp), 0, 1);
        return lr * warm * (LAST + (1 - LAST) * 0.5 * (1 + Math.cos(Math.PI * done)));
    }

    /** lr, beta1, beta2, eps, weight decay, largest norm, decay of the average: as the programs take them. */
    public List<Double> of(long step) {
        return List.of(rate(step), BETA1, beta2, EPS, weightDecay, maxNorm,
                Math.min(emaDecay, (1 + step) / (10.0 + step)));
    }

    /**
     * Settings of a run without its number of steps: a training may be gone on with for longer, and its rate then
     * falls more slowly from there on.
     */
    static Map<String, String> ofAnyLength(Map<String, String> settings) {
        Map<String, String> others = new HashMap<>(settings);
        others.computeIfPresent("rates", (name, rates) -> rates.replaceFirst(STEPS, ""));
        return others;
    }

    /** For a training of another length, of which what was done so far may be the beginning. */
    public Rates ofSteps(long other) {
        return new Rates(lr, warmUp, other, beta2, weightDecay, maxNorm, emaDecay);
    }

    /** For a quick look, with less warm-up. */
    public Rates withSteps(long other) {
        return new Rates(lr, Math.min(warmUp, Math.max(1, other / 10)), other, beta2, weightDecay, maxNorm, emaDecay);
    }
}
