// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.distill.training.ProcessorTime;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.evaluation.report.Learning;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * Distils a T5 encoder for a FLUX denoiser: vision-based distillation, or its ablation. A step is one optimizer step;
 * each batch of prompts goes from pure noise through all timesteps in order, led by the teacher's velocity. Where it
 * is on that way is part of the checkpoint, so a run that was stopped goes on as if it had not been; on a CPU with
 * the same number of threads, bit for bit.
 *
 * <p>Memory for FLUX.1 dev in bfloat16 on one GPU of 80 GB, planned from shapes, with 4 prompts of 512 tokens:
 * denoiser 23.8 GB, T5-XXL 9.5 GB, CLIP 0.2 GB; T5-Base in float32 with gradients and moments 2.1 GB, its activations
 * 4.3 GB; what goes into each of 57 blocks 2.2 GB at 512 pixels and 6.5 GB at 1024. A block keeps 14 times its input
 * for its gradients (counted with PyTorch's hooks on saved tensors): 0.5 and 1.6 GB while it is computed again.
 * Together about 43 GB at 512 pixels and 48 GB at 1024, and some GB of what operators need in between. Without {@link
 * DistillOptions.Update#recompute} all blocks together keep 29 GB at 512 pixels, which makes 70 GB, and 87 GB at 1024,
 * which does not fit. A student of XL size needs 20 GB for itself and 23 GB for its activations, so for it use 77
 * tokens or two prompts in a batch.
 */
public final class Distillation implements Stage<Distillation.Batch> {

    /** Folder of the student, within the run's. */
    static final String STUDENT = "student";

    private static final String PROCESSOR = "processor seconds";
    private static final String LATENTS = "trajectory/latents";
    private static final int LOOKED_AT = 4;

    private final FluxTeacher teacher;
    private final DistillOptions options;
    private final Plan plan;
    private final Trajectories trajectories;
    private final Trainee student;
    private final StepCall steps;
    private final Origin origin;
    private final ProcessorTime time;
    private long next;
    private Optional<Tensor> left = Optional.empty();
    private Optional<Trajectory> current = Optional.empty();

    /**
     * Prompts of a step.
     *
     * @param ids tokens, the same number for each prompt
     */
    public record Batch(List<String> prompts, List<List<Integer>> ids) {
    }

    /**
     * Where a student comes from.
     *
     * @param identity to tell its checkpoints from those of others
     * @param start in a word
     * @param before what it had learned
     */
    private record Origin(Map<String, String> identity, String start, Learning before) {
    }

    private Distillation(FluxTeacher teacher, DistillOptions options, Origin origin, Trainee student, long next,
            double seconds) {
        this.teacher = teacher;
        this.options = options;
        this.origin = origin;
        this.time = new ProcessorTime(seconds);
        this.plan = new Plan(options);
        this.trajectories = new Trajectories(teacher, options, plan);
        this.student = student;
        this.steps = new StepCall(teacher, options, plan, student);
        this.next = next;
    }

    /**
     * Goes on from the checkpoint in a folder, or begins where there is none.
     *
     * @param teacher opened with the same options; it stays the caller's
     * @param start where it begins
     * @throws CheckpointException if the checkpoint, or the student to start from, is damaged or missing
     * @throws TrainingException if the student does not fit the denoiser, or the checkpoint is of another run
     */
    public static Distillation begin(Path folder, FluxTeacher teacher, StudentStart start, DistillOptions options)
            throws CheckpointException {
        NewStudent fresh = new NewStudent(start, teacher);
        T5Config config = fresh.config();
        Map<String, String> identity = Map.of("stage", name(options), "teacher", teacher.description(),
                "student", fresh.description());
        DType precision = options.update().precision();
        Origin origin = new Origin(identity, start.word(), fresh.learning());
        Optional<TrainingState> state = TrainingState.find(folder, step -> settings(options, identity, step));
        if (state.isEmpty()) {
            return new Distillation(teacher, options, origin, fresh.make(config, options.seed(), precision), 1, 0);
        }
        Checkpoint checkpoint = state.get().checkpoint();
        try (Assembly made = new Assembly()) {
            Distillation resumed = made.add(new Distillation(teacher, options, origin,
                    Trainee.restore(config, checkpoint, teacher.device(), precision), state.get().step() + 1,
                    state.get().note(PROCESSOR).map(Double::parseDouble).orElse(0.0)), Distillation::close);
            if (resumed.plan.at(resumed.next).timestep() > 0) {
                try (Weights kept = WeightLoader.load(checkpoint, Map.of(LATENTS, List.of(Slice.whole(LATENTS))),
                        teacher.device(), DType.F32, Progress.NONE)) {
                    resumed.left = Optional.of(kept.get(LATENTS));
                }
            }
            return made.finished(resumed);
        }
    }

    /** The first step that is still to do; 1 for a new run. */
    public long next() {
        return next;
    }

    @Override
    public String name() {
        return name(options);
    }

    private static String name(DistillOptions options) {
        return options.method() == DistillOptions.Method.VISION ? "distill" : "distill-embeddings";
    }

    @Override
    public Map<String, String> settings(long step) {
        return settings(options, origin.identity(), step);
    }

    @Override
    public Map<String, String> notes() {
        return Map.of(PROCESSOR, Double.toString(time.seconds()));
    }

    private static Map<String, String> settings(DistillOptions options, Map<String, String> identity, long step) {
        Map<String, String> settings = new TreeMap<>(options.settings(step));
        settings.putAll(identity);
        return settings;
    }

    @Override
    public Batch batch(long step) {
        List<String> prompts = plan.prompts(plan.at(step));
        return new Batch(prompts, teacher.text().ids(prompts, options.text().tokens()));
    }

    @Override
    public Result step(long step, Batch batch) {
        if (step != next) {
            throw new IllegalArgumentException("Step " + step + " was to be done, but the next one is " + next + ".");
        }
        return time.count(() -> step(step, plan.at(step), batch));
    }

    private Result step(long step, Plan.Place place, Batch batch) {
        Trajectory trajectory = trajectory(place, batch);
        List<Tensor> result = steps.run(step, place, trajectory);
        try {
            Result progress = new Result(result.get(0).floats()[0], result.get(1).floats()[0],
                    options.rate(step));
            if (Double.isFinite(progress.loss()) && Double.isFinite(progress.gradNorm())) {
                next = step + 1;
                if (result.size() > 2) {
                    trajectory.advance(result.remove(2));
                }
            }
            return progress;
        } finally {
            result.forEach(Tensor::close);
        }
    }

    /** The one that is under way, unless the step begins another or goes on from a checkpoint. */
    private Trajectory trajectory(Plan.Place place, Batch batch) {
        if (current.isPresent() && current.get().has(place)) {
            return current.get();
        }
        drop();
        Trajectory begun = left.isPresent() && place.timestep() > 0
                ? trajectories.resume(place, batch.prompts(), batch.ids(), left.get())
                : trajectories.begin(place, batch.prompts(), batch.ids());
        left.ifPresent(Tensor::close);
        left = Optional.empty();
        current = Optional.of(begun);
        return begun;
    }

    @Override
    public void save(Map<String, Tensor> into) {
        student.save(into);
        boolean under = plan.at(next).timestep() > 0;
        if (under && current.isPresent()) {
            into.put(LATENTS, current.get().latents().to(teacher.device(), DType.F32));
        } else if (under && left.isPresent()) {
            into.put(LATENTS, left.get().to(teacher.device(), DType.F32));
        }
    }

    /** Writes the student as it is now, which any pipeline takes, into the folder {@code student}. */
    @Override
    public void keep(Path folder) throws IOException {
        saveStudent(folder.resolve(STUDENT));
    }

    /**
     * Writes the student in DistillT5's layout: config.json and model.safetensors.
     *
     * @param folder made where it is not there; files in it are replaced
     */
    public void saveStudent(Path folder) throws IOException {
        StudentFiles.write(folder, student, options.text().dropout(), learning());
    }

    /** All that the student has learned by now. */
    private Learning learning() {
        return next == 1 ? origin.before() : origin.before().and(new Learning.Run(
                options.method().name().toLowerCase(Locale.ROOT), origin.start(), options.seed(), next - 1,
                options.sampling().batch(), plan.levels(), plan.captions(next - 1), time.seconds()));
    }

    /**
     * Writes pictures.png: the teacher's above, the kept student's below. There are none for {@link
     * DistillOptions.Method#EMBEDDING}, or where the pipeline has no autoencoder.
     */
    @Override
    public void look(Path folder) throws IOException {
        if (teacher.draws()) {
            DistillOptions.Phase phase = plan.phase(plan.at(Math.max(1, next - 1)));
            List<String> prompts = phase.prompts().subList(0, Math.min(LOOKED_AT, phase.prompts().size()));
            try {
                new Comparison(teacher, prompts, options.text().tokens(), phase.size())
                        .write(folder.resolve("pictures.png"), folder.resolve(STUDENT));
            } catch (CheckpointException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private void drop() {
        current.ifPresent(Trajectory::close);
        current = Optional.empty();
    }

    @Override
    public void close() {
        drop();
        left.ifPresent(Tensor::close);
        student.close();
    }
}
