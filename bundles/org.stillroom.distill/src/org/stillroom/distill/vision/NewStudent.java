// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.util.List;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.evaluation.report.Learning;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Makes a student as a {@link StudentStart} says. */
final class NewStudent {

    private static final String TABLE = "shared.weight";
    /** Weights that any training changes. */
    private static final String NORM = "encoder.final_layer_norm.weight";

    private final StudentStart start;
    private final FluxTeacher teacher;

    NewStudent(StudentStart start, FluxTeacher teacher) {
        this.start = start;
        this.teacher = teacher;
    }

    /**
     * Sizes of the student, with a projection.
     *
     * @throws TrainingException if it does not fit the teacher's pipeline
     */
    T5Config config() throws CheckpointException {
        return teacher.sizes().student(start);
    }

    /** What it begins with, to tell its checkpoints from those of others. */
    String description() throws CheckpointException {
        String sizes = start.getClass().getSimpleName() + ", " + config();
        if (start instanceof StudentStart.Existing existing) {
            StoredModel stored = T5Files.open(existing.model()).model();
            try (Weights found = stored.loadPlain(List.of(NORM), Device.CPU, DType.F32, Progress.NONE);
                    Tensor norm = found.get(NORM)) {
                return sizes + " " + FluxTeacher.fingerprint(norm);
            }
        }
        return sizes;
    }

    /** What it learned before, as its folder tells. */
    Learning learning() {
        return start instanceof StudentStart.Existing existing
                ? Learning.read(existing.model()).orElse(Learning.NONE) : Learning.NONE;
    }

    Trainee make(T5Config config, long seed, DType precision) throws CheckpointException {
        try (Initial initial = initial(config, seed)) {
            return Trainee.start(config, initial.tensors(), teacher.device(), precision);
        }
    }

    private Initial initial(T5Config config, long seed) throws CheckpointException {
        try (Assembly made = new Assembly()) {
            Initial initial = made.add(switch (start) {
                case StudentStart.Random random -> Initial.t5(config, seed);
                case StudentStart.TeacherEmbeddings copied -> Initial.t5LookingNear(config, seed);
                case StudentStart.Existing existing -> Initial.projection(config, seed);
            }, Initial::close);
            if (start instanceof StudentStart.TeacherEmbeddings) {
                try (Tensor table = teacher.text().embeddings()) {
                    initial.put(TABLE, principal(table, config.dModel()));
                }
            } else if (start instanceof StudentStart.Existing existing) {
                StoredModel stored = T5Files.open(existing.model()).model();
                try (Weights found = stored.loadPlain(stored.names(), Device.CPU, DType.F32, Progress.NONE)) {
                    found.names().forEach(name -> initial.put(name, found.get(name)));
                }
            }
            return made.finished(initial);
        }
    }

    /** Embeddings by their first principal components, as many as the width; the caller closes it. */
    static Tensor principal(Tensor embeddings, int width) {
        try (Tensor table = embeddings.to(Device.CPU, DType.F32)) {
            return DistillProgram.load().call("principal", table, width);
        }
    }
}
