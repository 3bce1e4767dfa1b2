// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.EnumMap;
import java.util.Map;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * EasyCache (https://arxiv.org/abs/2507.02860), as ComfyUI's node computes it: how much the velocity changes is
 * predicted from how much the latents have changed. As long as what was predicted since the last computed step adds up
 * to less than a threshold, the velocity is the latents plus what lay between both then. Knows nothing of the
 * transformer. One decision holds for prompt and negative prompt.
 */
final class EasyCache implements StepCache {

    /** Of the rows and columns of latents, by which changes are measured. */
    private static final int EVERY = 8;

    private final double threshold;
    private final float start;
    private final float end;
    private final Program program = Program.load(LIBRARY);
    /** Velocity less latents, when they were computed last. */
    private final Map<Branch, Tensor> between = new EnumMap<>(Branch.class);
    private Tensor latentsBefore;
    private Tensor velocityBefore;
    private float velocitySize;
    /** Change of the velocity for a change of the latents. */
    private float rate = Float.NaN;
    private float sum;
    private float inputChange = Float.NaN;
    private boolean skipping;
    private Skips skips = Skips.NONE;

    /**
     * @param threshold sum of predicted relative changes, from which on a step is computed
     * @param start largest sigma at which a step may be skipped
     * @param end sigma from which on all are computed
     */
    EasyCache(double threshold, float start, float end) {
        this.threshold = threshold;
        this.start = start;
        this.end = end;
    }

    @Override
    public Tensor predict(Step step, Branch branch, Tensor latents, Predictor predictor) throws CheckpointException {
        boolean active = step.sigma() <= start && step.sigma() > end;
        if (branch == Branch.PROMPT) {
            decide(active, latents);
        }
        if (active && skipping && between.containsKey(branch)) {
            Tensor velocity = program.call("sum", latents, between.get(branch));
            skips = skips.skipped(sum, step.length() * StepCache.size(program, velocity));
            return velocity;
        }
        Tensor velocity = predictor.predict(Between.NONE);
        try {
            skips = skips.computed();
            if (step.sigma() > end) {
                replace(branch, program.call("difference", velocity, latents));
            }
            if (active && branch == leading(step)) {
                remember(latents, velocity);
            }
            return velocity;
        } catch (RuntimeException | Error e) {
            velocity.close();
            throw e;
        }
    }

    /** By which changes are measured. */
    private static Branch leading(Step step) {
        return step.guided() ? Branch.NEGATIVE : Branch.PROMPT;
    }

    private void decide(boolean active, Tensor latents) {
        skipping = false;
        inputChange = Float.NaN;
        if (!active || latentsBefore == null) {
            return;
        }
        try (Tensor some = program.call("sample", latents, EVERY)) {
            inputChange = StepCache.change(program, some, latentsBefore);
        }
        if (!Float.isNaN(rate)) {
            sum += rate * inputChange / velocitySize;
            skipping = sum < threshold;
            sum = skipping ? sum : 0;
        }
    }

    private void remember(Tensor latents, Tensor velocity) {
        Tensor some = program.call("sample", velocity, EVERY);
        if (velocityBefore != null) {
            rate = StepCache.change(program, some, velocityBefore) / inputChange;
            velocityBefore.close();
        }
        velocityBefore = some;
        velocitySize = StepCache.size(program, velocity);
        Tensor now = program.call("sample", latents, EVERY);
        if (latentsBefore != null) {
            latentsBefore.close();
        }
        latentsBefore = now;
    }

    private void replace(Branch branch, Tensor difference) {
        Tensor old = between.put(branch, difference);
        if (old != null) {
            old.close();
        }
    }

    @Override
    public Skips skips() {
        return skips;
    }

    @Override
    public void close() {
        between.values().forEach(Tensor::close);
        between.clear();
        for (Tensor tensor : new Tensor[] {latentsBefore, velocityBefore}) {
            if (tensor != null) {
                tensor.close();
            }
        }
    }
}
