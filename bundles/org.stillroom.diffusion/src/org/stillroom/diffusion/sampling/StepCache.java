// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * Decides, in one sampling run, which predictions are computed and which are made of earlier ones, as steps side by
 * side often predict nearly the same. Not thread-safe. A new way is a class and a line in {@link StepCaching}.
 */
public interface StepCache extends AutoCloseable {

    Program.Library LIBRARY = new Program.Library("caching", StepCache.class, "caching.py");

    /** Computes everything. */
    StepCache NONE = new StepCache() {
        @Override
        public Tensor predict(Step step, Branch branch, Tensor latents, Predictor predictor)
                throws CheckpointException {
            return predictor.predict(Between.NONE);
        }

        @Override
        public Skips skips() {
            return Skips.NONE;
        }

        @Override
        public void close() {
            // it keeps nothing
        }
    };

    /** What is predicted for: each has states of its own. */
    enum Branch { PROMPT, NEGATIVE }

    /**
     * Where a run is.
     *
     * @param sigma share of noise in the latents
     * @param next the same after the step
     * @param guided whether there is a negative prompt as well
     */
    record Step(float sigma, float next, boolean guided) {

        float length() {
            return Math.abs(sigma - next);
        }
    }

    /** Computes the velocity. */
    interface Predictor {
        Tensor predict(Between between) throws CheckpointException;
    }

    /**
     * The velocity, which is the caller's.
     *
     * @param latents stay the caller's
     */
    Tensor predict(Step step, Branch branch, Tensor latents, Predictor predictor) throws CheckpointException;

    /** What was skipped so far. */
    Skips skips();

    @Override
    void close();

    /** The mean absolute value of a tensor. */
    static float size(Program program, Tensor tensor) {
        try (Tensor size = program.call("size", tensor)) {
            return size.floats()[0];
        }
    }

    /** The mean absolute difference of two tensors. */
    static float change(Program program, Tensor now, Tensor before) {
        try (Tensor difference = program.call("difference", now, before)) {
            return size(program, difference);
        }
    }
}
