// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Listens to a training, and stops it when it is asked to. */
public record Onlooker(BooleanSupplier stop, TrainingWatcher listener) implements TrainingWatcher {

    /** Neither listens nor stops. */
    public static final TrainingWatcher NOBODY = (step, steps, did) -> { };

    /** Stops before the next step. */
    public static final TrainingWatcher STOPPING = new Onlooker(() -> true, NOBODY);

    @Override
    public void checkCancelled() {
        if (stop.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    @Override
    public void progress(long done, long total) {
        listener.progress(done, total);
        checkCancelled();
    }

    @Override
    public void stepped(long step, long steps, Stage.Result did) {
        listener.stepped(step, steps, did);
    }
}
