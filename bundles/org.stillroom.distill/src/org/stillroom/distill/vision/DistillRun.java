// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.distill.training.RunLock;
import org.stillroom.distill.training.Trainer;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;

/**
 * A whole distillation with its files: state.safetensors to go on from, loss.csv and loss.png, pictures.png where the
 * pipeline can draw, and the student so far in the folder {@code student}.
 *
 * @param folder made where it is not there
 * @param pipeline the teacher's folder; it computes in float32 on the CPU and in bfloat16 elsewhere
 * @param every steps between two checkpoints
 */
public record DistillRun(Path folder, Path pipeline, StudentStart start, DistillOptions options, Device device,
        long every) {

    private static final List<String> STUDENT_FILES = List.of("config.json", "model.safetensors");

    /**
     * Goes on after the last checkpoint until the last step, or until the watcher stops it; what was done is then in
     * the checkpoint.
     *
     * @return whether all steps are done
     * @throws CheckpointException if files of the teacher, the student or the checkpoint are missing or damaged
     * @throws CancellationException if the watcher stops it while weights are loaded, or its thread is interrupted
     * @throws TrainingException if student and teacher do not fit each other, the checkpoint is of another run or of a
     *         later step, another training goes on in the folder, the loss becomes infinite, or files cannot be written
     */
    public boolean run(TrainingWatcher watcher) throws CheckpointException {
        TeacherSizes.read(pipeline).student(start);
        try (RunLock lock = RunLock.take(folder, watcher);
                FluxTeacher teacher = FluxTeacher.open(pipeline, device, device.dtype(), options, watcher);
                Distillation stage = Distillation.begin(folder, teacher, start, options)) {
            long steps = options.steps();
            boolean nothingLeft = stage.next() > steps;
            long done = Trainer.run(stage, folder, stage.next(), steps, every, watcher);
            if (nothingLeft) {
                // what wrote the last checkpoint may have ended before it wrote the student
                stage.keep(folder);
            }
            return done == steps;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The distillation was interrupted.");
        } catch (IOException e) {
            throw new TrainingException("The files of the run cannot be written to " + folder + " ("
                    + WriteFailures.reason(e) + "); make room there or choose another folder.", e);
        }
    }

    /** Where the student is, in DistillT5's layout, once a checkpoint was written. */
    public Path student() {
        return folder.resolve(Distillation.STUDENT);
    }

    /** The files of the student. */
    public List<Path> studentFiles() {
        return STUDENT_FILES.stream().map(student()::resolve).toList();
    }

    /**
     * Copies a student to another folder, which is made; files of these names in it are replaced.
     *
     * @return the files there
     * @throws IOException if that cannot be done
     */
    public static List<Path> copyStudent(Path student, Path to) throws IOException {
        List<Path> files = STUDENT_FILES.stream().map(to::resolve).toList();
        if (Files.exists(to) && Files.isSameFile(student, to)) {
            return files;
        }
        Files.createDirectories(to);
        for (String name : STUDENT_FILES) {
            AtomicFile.copy(student.resolve(name), to.resolve(name));
        }
        return files;
    }
}
