// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.util.List;
import org.stillroom.torch.runtime.Tensor;

/** Calls distill.py for one step. */
record StepCall(FluxTeacher teacher, DistillOptions options, Plan plan, Trainee student) {

    /**
     * @param step counts from 1
     * @return the loss, the gradients' norm and, for {@link DistillOptions.Method#VISION}, the next latents; the caller
     *         closes them
     */
    List<Tensor> run(long step, Plan.Place place, Trajectory at) {
        return switch (options.method()) {
            case VISION -> vision(step, place, at);
            case EMBEDDING -> embedding(step, at);
        };
    }

    private List<Tensor> vision(long step, Plan.Place place, Trajectory at) {
        return DistillProgram.load().train("vision", at.ids(), at.latents(), at.teacher(), at.pooled(), at.guidance(),
                at.sigmas(place.timestep()), teacher.weights(), teacher.numbers(),
                options.update().recompute(), student.weights(), student.expAvg(), student.expAvgSq(),
                student.numbers(), small(), options.rates(step), step, plan.dropoutSeed(step));
    }

    private List<Tensor> embedding(long step, Trajectory at) {
        return DistillProgram.load().train("embedding", at.ids(), at.teacher(), student.weights(), student.expAvg(),
                student.expAvgSq(), student.numbers(), small(), options.rates(step), step,
                plan.dropoutSeed(step));
    }

    private List<Double> small() {
        return List.of(student.config().epsilon(), options.text().dropout());
    }
}
