// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stillroom.torch.runtime.Tensor;

/**
 * What is trained, step by step. Everything that happens in a step follows from its number, the seed and the weights,
 * so that a training that was stopped goes on as if it had not been.
 *
 * @param <B> what a step needs, made ahead on another thread
 */
public interface Stage<B> extends AutoCloseable {

    /** A short word, also the name of its folder: {@code vae}. */
    String name();

    /**
     * What must be the same for a checkpoint to be continued, by name: seed, sizes, rates.
     *
     * @param step of the checkpoint: what comes later only is no part of it
     */
    Map<String, String> settings(long step);

    /** What else a checkpoint says, by name, which may differ when it is gone on from: what it took so far. */
    default Map<String, String> notes() {
        return Map.of();
    }

    /** Makes what a step needs; called on another thread, some steps ahead, in the order of the steps. */
    B batch(long step);

    /**
     * Does one step. A step whose gradients are not finite changes nothing.
     *
     * @param step counts from 1
     */
    Result step(long step, B batch);

    /** Adds all that a checkpoint holds; the tensors are closed by the caller. */
    void save(Map<String, Tensor> into);

    /** Writes what others use as it is by then, into the stage's folder; after each checkpoint. */
    default void keep(Path folder) throws IOException {
        // a checkpoint is all that most have
    }

    /** Writes pictures to look at while it runs, into the stage's folder; not after it was told to stop. */
    void look(Path folder) throws IOException;

    @Override
    void close();

    /**
     * What a step did.
     *
     * @param loss mean over the batch
     * @param gradNorm length of all gradients together, before clipping
     * @param rate learning rate
     */
    record Result(double loss, double gradNorm, double rate) {

        /**
         * What a training program's step gave.
         *
         * @param given loss [] and length of all gradients []; closed
         * @param rate learning rate
         */
        public static Result of(List<Tensor> given, double rate) {
            try {
                return new Result(given.get(0).floats()[0], given.get(1).floats()[0], rate);
            } finally {
                given.forEach(Tensor::close);
            }
        }
    }
}
