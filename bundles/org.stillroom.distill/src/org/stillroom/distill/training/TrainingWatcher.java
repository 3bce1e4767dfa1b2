// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.util.concurrent.CancellationException;
import org.stillroom.graph.work.Progress;

/**
 * Looks on while something is trained: hears of each step, and may stop it between two, which leaves a checkpoint. A
 * lambda stands for one that only listens.
 */
public interface TrainingWatcher extends Progress {

    /**
     * Called after each step.
     *
     * @param step counts from 1
     * @param steps of the whole training
     * @param did what the step did
     */
    void stepped(long step, long steps, Stage.Result did);

    @Override
    default void checkCancelled() {
        // one that only listens does not stop it
    }

    /** Whether it stops the training. */
    default boolean stops() {
        try {
            checkCancelled();
            return false;
        } catch (CancellationException e) {
            return true;
        }
    }
}
