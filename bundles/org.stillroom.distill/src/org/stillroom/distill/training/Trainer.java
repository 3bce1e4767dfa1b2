// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.diffusion.image.WriteFailures;

/** Runs a stage from the step after its checkpoint to its last, and leaves checkpoints, a loss table and pictures. */
public final class Trainer {

    private Trainer() {
    }

    /**
     * Trains until the last step, or until the watcher stops it; either way the last checkpoint is of the last step
     * done.
     *
     * @param folder of the stage
     * @param from the first step to do, 1 or the one after the checkpoint's
     * @param to the last step
     * @param every steps between two checkpoints
     * @return the last step that was done
     * @throws TrainingException if the loss is no number any more, or a checkpoint cannot be written; the checkpoint
     *         before is kept. Or if more steps than the last one are done already
     */
    public static <B> long run(Stage<B> stage, Path folder, long from, long to, long every,
            TrainingWatcher watcher) throws InterruptedException {
        long done = from - 1;
        if (done > to) {
            throw new TrainingException("What is in " + folder + " was trained for " + done
                    + " steps already, more than " + to + "; ask for as many steps, or name another folder.");
        }
        long saved = done;
        try (Ahead<B> ahead = new Ahead<>(from, to, stage::batch);
                LossTable losses = LossTable.open(folder, done)) {
            TrainingState.removeHalfWritten(folder);
            for (long step = from; step <= to && !watcher.stops(); step++) {
                Stage.Result progress = stage.step(step, ahead.take());
                if (!Double.isFinite(progress.loss()) || !Double.isFinite(progress.gradNorm())) {
                    throw new TrainingException("At step " + step + " of " + stage.name() + " the loss became "
                            + progress.loss() + " (gradients' norm " + progress.gradNorm() + "). "
                            + kept(folder, saved) + " If it happens there again, begin in another folder with a "
                            + "smaller learning rate.");
                }
                done = step;
                losses.add(step, progress);
                watcher.stepped(step, to, progress);
                if (step % every == 0) {
                    save(stage, folder, step, losses);
                    saved = step;
                    stage.look(folder);
                }
            }
            if (saved < done) {
                save(stage, folder, done, losses);
                saved = done;
                if (done == to) {
                    stage.look(folder);
                }
            }
            return done;
        } catch (ClosedByInterruptException e) {
            throw (InterruptedException) new InterruptedException("interrupted while files were written").initCause(e);
        } catch (IOException e) {
            throw new TrainingException("The files of " + stage.name() + " cannot be written in " + folder + ": "
                    + WriteFailures.reason(e) + ". " + kept(folder, saved), e);
        }
    }

    private static String kept(Path folder, long saved) {
        return saved == 0 ? "There is no checkpoint in " + folder + " yet."
                : "The checkpoint of step " + saved + " in " + folder + " is kept.";
    }

    private static void save(Stage<?> stage, Path folder, long step, LossTable losses) throws IOException {
        Files.createDirectories(folder);
        // the table first: rows after the checkpoint can be dropped, missing ones are lost
        losses.flush();
        TrainingState.write(folder, stage, step);
        stage.keep(folder);
        LossCurve.write(folder);
    }
}
