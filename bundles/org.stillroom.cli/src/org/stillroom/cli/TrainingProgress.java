// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.TrainingWatcher;

/**
 * Shows how a training goes: each step, and a line for every hundredth part of it.
 *
 * @param work what it is called in the display
 * @param line a step and what it did, in words
 */
record TrainingProgress(Interrupts interrupts, ProgressDisplay display, String work,
        BiFunction<Long, Stage.Result, String> line) implements TrainingWatcher {

    @Override
    public void checkCancelled() {
        if (interrupts.interrupted()) {
            throw new CancellationException();
        }
    }

    @Override
    public void progress(long done, long total) {
        checkCancelled();
        display.stepped(work, done, total);
    }

    @Override
    public void stepped(long step, long steps, Stage.Result did) {
        display.stepped(work, step, steps);
        if (step % Math.max(1, steps / 100) == 0) {
            display.line(line.apply(step, did));
        }
    }
}
