// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * First-block cache (FBCache, by ParaAttention; diffusers' {@code FirstBlockCacheConfig}): the first block is always
 * computed. Where it adds nearly the same to the image as when all were computed last, the others are taken to add the
 * same, too.
 */
final class FirstBlockCache implements StepCache {

    private final double threshold;
    private final Program program = Program.load(LIBRARY);
    private final Map<Branch, State> states = new EnumMap<>(Branch.class);
    private Skips skips = Skips.NONE;

    /** @param threshold relative change of what the first block adds, above which the others are computed */
    FirstBlockCache(double threshold) {
        this.threshold = threshold;
    }

    @Override
    public Tensor predict(Step step, Branch branch, Tensor latents, Predictor predictor) throws CheckpointException {
        State state = states.computeIfAbsent(branch, none -> new State());
        Tensor velocity = predictor.predict(state);
        skips = state.skipped ? skips.skipped(state.change, step.length() * StepCache.size(program, velocity))
                : skips.computed();
        return velocity;
    }

    @Override
    public Skips skips() {
        return skips;
    }

    @Override
    public void close() {
        states.values().forEach(State::close);
        states.clear();
    }

    /** What is kept of the last prediction in which all blocks were computed. */
    private final class State implements Between {

        private Tensor first;
        private Tensor others;
        private Tensor behindFirst;
        private boolean skipped;
        private double change;

        @Override
        public Optional<Tensor> rest(Tensor before, Tensor after) {
            Tensor added = program.call("difference", after, before);
            try {
                change = others == null ? Double.POSITIVE_INFINITY
                        : StepCache.change(program, added, first) / StepCache.size(program, first);
            } catch (RuntimeException | Error e) {
                added.close();
                throw e;
            }
            // what is not a number is computed
            skipped = change <= threshold;
            if (skipped) {
                added.close();
                return Optional.of(program.call("sum", after, others));
            }
            close();
            first = added;
            behindFirst = after.copy();
            return Optional.empty();
        }

        @Override
        public void computed(Tensor last) {
            others = program.call("difference", last, behindFirst);
            behindFirst.close();
            behindFirst = null;
        }

        void close() {
            for (Tensor tensor : new Tensor[] {first, others, behindFirst}) {
                if (tensor != null) {
                    tensor.close();
                }
            }
            first = null;
            others = null;
            behindFirst = null;
        }
    }
}
