// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.util.Arrays;
import java.util.List;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Begins trajectories, or goes on with one from a checkpoint. */
final class Trajectories {

    private final FluxTeacher teacher;
    private final DistillOptions options;
    private final Plan plan;

    Trajectories(FluxTeacher teacher, DistillOptions options, Plan plan) {
        this.teacher = teacher;
        this.options = options;
        this.plan = plan;
    }

    /** From pure noise. */
    Trajectory begin(Plan.Place place, List<String> prompts, List<List<Integer>> ids) {
        long[] shape = teacher.latents(prompts.size(), plan.phase(place).size());
        try (Tensor noise = Tensor.randn(plan.noiseSeed(place), shape)) {
            return resume(place, prompts, ids, noise);
        }
    }

    /** From latents, which are copied. */
    Trajectory resume(Plan.Place place, List<String> prompts, List<List<Integer>> ids, Tensor latents) {
        Device device = teacher.device();
        float[] guidance = new float[prompts.size()];
        Arrays.fill(guidance, (float) plan.guidance(place));
        long[] numbers = ids.stream().flatMap(List::stream).mapToLong(Integer::longValue).toArray();
        float[] sigmas = teacher.schedule(options.sampling().timesteps(), plan.phase(place).size()).sigmas();
        try (Assembly made = new Assembly()) {
            return made.finished(new Trajectory(place,
                    made.add(moved(Tensor.of(numbers, ids.size(), ids.get(0).size()), device)),
                    made.add(moved(teacher.text().encode(ids), device)),
                    made.add(moved(teacher.text().pooled(prompts), device)),
                    made.add(moved(Tensor.of(guidance, guidance.length), device)),
                    sigmas, made.add(latents.to(device, DType.F32))));
        }
    }

    private static Tensor moved(Tensor tensor, Device device) {
        try (tensor) {
            return tensor.to(device, tensor.dtype());
        }
    }
}
