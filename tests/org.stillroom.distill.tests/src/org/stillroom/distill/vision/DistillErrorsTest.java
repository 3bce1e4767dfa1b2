// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.distill.training.Onlooker.NOBODY;
import static org.stillroom.distill.training.Onlooker.STOPPING;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.distill.training.Onlooker;
import org.stillroom.distill.training.RunLock;
import org.stillroom.distill.training.Trainer;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** What is said when a distillation cannot start or go on, and what is left then. */
class DistillErrorsTest {

    private static final DistillOptions.Phase BLUE = new DistillOptions.Phase("blue", List.of("a blue bird"), 5, 64);

    private final DistillOptions options = Tiny.options(100);

    @TempDir
    private Path temp;

    @Test
    void aStudentOfAnotherWidthIsRefusedBeforeAnyStep() throws Exception {
        Path wide = temp.resolve("wide");
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            StudentStart random = new StudentStart.Random(new StudentSize(8, 4, 16, 1, 2));
            try (Distillation stage = Distillation.begin(temp.resolve("run"), teacher, random, options)) {
                stage.saveStudent(wide);
            }
            rewrite(wide, tensors -> {
                tensors.put("final_projection.0.weight", Tensor.zeros(DType.F32, Device.CPU, 48, 8)).close();
                tensors.put("final_projection.3.weight", Tensor.zeros(DType.F32, Device.CPU, 48, 48)).close();
            });
            String message = assertThrows(TrainingException.class, () -> Distillation.begin(temp.resolve("run"),
                    teacher, new StudentStart.Existing(wide), options)).getMessage();
            assertTrue(message.contains("The student in " + wide + " gives text of width 48, but the denoiser in "
                    + Tiny.pipeline() + " takes joint_attention_dim 32;"), message);
        }
    }

    @Test
    void aStudentOfAnotherVocabularyIsRefused() throws Exception {
        Path other = temp.resolve("other");
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            StudentStart random = new StudentStart.Random(new StudentSize(8, 4, 16, 1, 2));
            try (Distillation stage = Distillation.begin(temp.resolve("run"), teacher, random, options)) {
                stage.saveStudent(other);
            }
            rewrite(other, tensors -> tensors.put("encoder.shared.weight",
                    Tensor.zeros(DType.F32, Device.CPU, 100, 8)).close());
            Path config = other.resolve("config.json");
            ObjectNode json = (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(config));
            Files.writeString(config, json.put("vocab_size", 100).toString());
            String message = assertThrows(TrainingException.class, () -> Distillation.begin(temp.resolve("run"),
                    teacher, new StudentStart.Existing(other), options)).getMessage();
            assertTrue(message.contains("knows 100 tokens") && message.contains("32128"), message);
        }
    }

    @Test
    void aStudentWiderThanItsTeacherCannotTakeItsEmbeddings() throws Exception {
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            StudentStart start = new StudentStart.TeacherEmbeddings(new StudentSize(33, 4, 16, 1, 2));
            String message = assertThrows(TrainingException.class, () -> Distillation.begin(temp, teacher, start,
                    options)).getMessage();
            assertTrue(message.contains("d_model 33") && message.contains("32"), message);
        }
    }

    @Test
    void anSd3PipelineIsRefused() {
        Path sd3 = Tiny.shared("pipelines/tiny-sd3");
        String message = assertThrows(TrainingException.class, () -> FluxTeacher.open(sd3, Device.CPU, DType.F32,
                options, () -> { })).getMessage();
        assertTrue(message.contains(sd3.toString()) && message.contains("FLUX"), message);
    }

    @Test
    void emptyListsAndWrongSizesAreNamed() {
        assertTrue(assertThrows(TrainingException.class,
                () -> new DistillOptions.Phase("CommonText", List.of(), 10, 64)).getMessage().contains("CommonText"));
        assertThrows(TrainingException.class, () -> new DistillOptions.Phase("x", List.of("a"), 0, 64));
        assertThrows(TrainingException.class, () -> new DistillOptions.Phase("x", List.of("a"), 10, 100));
        assertThrows(TrainingException.class, () -> DistillOptions.of(1, List.of()));
        assertThrows(TrainingException.class, () -> new DistillOptions.Text(0, true, 0));
        assertThrows(TrainingException.class, () -> new DistillOptions.Text(77, true, 1));
        assertThrows(TrainingException.class, () -> new DistillOptions.Sampling(20, List.of(), 4));
        assertThrows(TrainingException.class, () -> new DistillOptions.Update(1e-4, 1e-3, 0, DType.F16, true, true,
                0));
    }

    @Test
    void aCheckpointOfAnotherRunIsRefusedByWhatDiffers() throws Exception {
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            try (Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
                Trainer.run(stage, temp, 1, 2, 1, NOBODY);
            }
            assertRefused(teacher, options.with(new DistillOptions.Text(12, true, 0.1)), "its text is");
            assertRefused(teacher, options.with(new DistillOptions.Update(1e-4, 1e-3, 1, DType.F32, true, false, 0)),
                    "its rates is");
            DistillOptions.Phase shuffled = new DistillOptions.Phase("five", Tiny.PROMPTS.reversed(), 100, 64);
            assertRefused(teacher, new DistillOptions(options.method(), 7, options.text(), options.sampling(),
                    options.update(), List.of(shuffled)), "its phase 1 is");
            assertRefused(teacher, with(new DistillOptions.Phase("five", Tiny.PROMPTS, 1, 64), BLUE), "its phase 2 is");
            String other = assertThrows(TrainingException.class, () -> Distillation.begin(temp, teacher,
                    new StudentStart.Random(new StudentSize(8, 4, 16, 1, 2)), options)).getMessage();
            assertTrue(other.contains("its student is"), other);
            // a longer last phase goes on, also with another one after it
            for (DistillOptions longer : List.of(Tiny.options(200), with(Tiny.options(2).phases().get(0), BLUE))) {
                try (Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), longer)) {
                    assertEquals(3, stage.next());
                }
            }
        }
    }

    private DistillOptions with(DistillOptions.Phase... phases) {
        return new DistillOptions(options.method(), 7, options.text(), options.sampling(), options.update(),
                List.of(phases));
    }

    /** What a phase was learned from is part of the student, so it cannot be left out later. */
    @Test
    void aPhaseThatHadBegunCannotBeLeftOut() throws Exception {
        DistillOptions two = with(new DistillOptions.Phase("five", Tiny.PROMPTS, 1, 64), BLUE);
        try (FluxTeacher teacher = Tiny.teacher(two)) {
            try (Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), two)) {
                Trainer.run(stage, temp, 1, 2, 1, NOBODY);
            }
            assertRefused(teacher, options, "its phase 2 is");
        }
    }

    /** Two students of the same sizes are told apart. */
    @Test
    void anotherStudentToStartFromIsAnotherRun() throws Exception {
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            for (int seed = 1; seed <= 2; seed++) {
                StudentStart random = new StudentStart.Random(new StudentSize(8, 4, 16, 1, 2));
                try (Distillation stage = Distillation.begin(temp.resolve("seed" + seed), teacher, random, options)) {
                    stage.saveStudent(temp.resolve("student" + seed));
                }
            }
            change(temp.resolve("student2/model.safetensors"), tensors -> tensors.put(
                    "encoder.encoder.final_layer_norm.weight", Tensor.zeros(DType.F32, Device.CPU, 8)).close());
            try (Distillation stage = Distillation.begin(temp, teacher,
                    new StudentStart.Existing(temp.resolve("student1")), options)) {
                Trainer.run(stage, temp, 1, 1, 1, NOBODY);
            }
            String message = assertThrows(TrainingException.class, () -> Distillation.begin(temp, teacher,
                    new StudentStart.Existing(temp.resolve("student2")), options)).getMessage();
            assertTrue(message.contains("its student is"), message);
        }
    }

    /** As after a kill between the last checkpoint and the student. */
    @Test
    void aStudentThatIsBehindItsCheckpointIsWrittenAgain() throws Exception {
        DistillRun run = new DistillRun(temp, Tiny.pipeline(), Tiny.student(), Tiny.options(2), Device.CPU, 1);
        assertTrue(run.run(NOBODY));
        Path weights = run.student().resolve("model.safetensors");
        byte[] last = Files.readAllBytes(weights);
        Files.writeString(weights, "of an earlier step");
        assertTrue(run.run(NOBODY));
        assertArrayEquals(last, Files.readAllBytes(weights));
    }

    private void assertRefused(FluxTeacher teacher, DistillOptions other, String what) {
        String message = assertThrows(TrainingException.class,
                () -> Distillation.begin(temp, teacher, Tiny.student(), other)).getMessage();
        assertTrue(message.contains("of another run") && message.contains(what), message);
    }

    @Test
    void aCheckpointWithoutItsPictureIsRefused() throws Exception {
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            try (Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
                Trainer.run(stage, temp, 1, 2, 1, NOBODY);
            }
            change(temp.resolve(TrainingState.FILE), tensors -> tensors.remove("trajectory/latents").close());
            String message = assertThrows(CheckpointException.class,
                    () -> Distillation.begin(temp, teacher, Tiny.student(), options)).getMessage();
            assertTrue(message.contains("trajectory/latents"), message);
        }
    }

    @Test
    void aLossThatIsNoNumberStopsAndKeepsTheLastGoodCheckpoint() throws Exception {
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
            TrainingWatcher poison = (step, steps, progress) -> {
                if (step == 5) {
                    poison(stage);
                }
            };
            String message = assertThrows(TrainingException.class,
                    () -> Tiny.run(stage, temp, options, 2, poison)).getMessage();
            assertTrue(message.contains("At step 6 of distill") && message.contains("step 4"), message);
        }
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
            assertEquals(5, stage.next());
            assertTrue(Double.isFinite(stage.step(5, stage.batch(5)).loss()));
        }
    }

    /** A step at a rate that is no number; what the stage saves shares its student's memory. */
    private static void poison(Distillation stage) {
        Map<String, Tensor> all = new TreeMap<>();
        stage.save(all);
        try (Weights weights = part(all, "student/weights/");
                Weights first = part(all, "student/exp_avg/");
                Weights second = part(all, "student/exp_avg_sq/");
                Tensor ids = Tensor.of(new long[] {71, 1}, 1, 2);
                Tensor text = Tensor.zeros(DType.F32, Device.CPU, 1, 2, 32)) {
            DistillProgram.load().train("embedding", ids, text, weights, first, second, List.of(2, 2, 128, 1),
                    List.of(1e-6, 0.0), List.of(Double.NaN, 0.9, 0.999, 1e-8, 0.0, 0.0, 0.0), 6L, 1L)
                    .forEach(Tensor::close);
        } finally {
            all.values().forEach(Tensor::close);
        }
    }

    private static Weights part(Map<String, Tensor> all, String prefix) {
        Map<String, Tensor> part = new TreeMap<>();
        all.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return Weights.of(part);
    }

    @Test
    void anInterruptedRunLeavesItsLastCheckpointWhole() throws Exception {
        AtomicLong done = new AtomicLong();
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
            TrainingWatcher interrupt = (step, steps, progress) -> {
                done.set(step);
                if (step == 3) {
                    Thread.currentThread().interrupt();
                }
            };
            assertThrows(InterruptedException.class, () -> Tiny.run(stage, temp, options, 2, interrupt));
            Thread.interrupted();
            assertEquals(3, done.get());
        }
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
            assertEquals(3, stage.next());
        }
    }

    @Test
    void aFolderWithAnotherTrainingIsRefused() throws Exception {
        DistillRun run = new DistillRun(temp, Tiny.pipeline(), Tiny.student(), Tiny.options(1), Device.CPU, 1);
        try (RunLock lock = RunLock.take(temp, NOBODY)) {
            assertThrows(CancellationException.class, () -> run.run(STOPPING));
        }
        assertTrue(run.run(NOBODY));
    }

    @Test
    void askedToStopItSavesWhatIsDone() throws Exception {
        AtomicLong done = new AtomicLong();
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
            assertEquals(3, Trainer.run(stage, temp, 1, 100, 50,
                    new Onlooker(() -> done.get() == 3, (step, steps, did) -> done.set(step))));
        }
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
            assertEquals(4, stage.next());
        }
    }

    @Test
    void loadingCanBeCancelled() {
        Path pipeline = Tiny.pipeline();
        assertThrows(CancellationException.class, () -> FluxTeacher.open(pipeline, Device.CPU, DType.F32, options,
                () -> {
                    throw new CancellationException();
                }));
    }

    private interface Change {
        void make(SortedMap<String, Tensor> tensors);
    }

    private static void rewrite(Path folder, Change change) throws Exception {
        change(folder.resolve("model.safetensors"), change);
    }

    /** Tensors of a file, changed; its texts stay. */
    private static void change(Path file, Change change) throws Exception {
        var texts = Checkpoint.open(file).metadata();
        SortedMap<String, Tensor> tensors = WeightLoader.readAll(file);
        change.make(tensors);
        SafetensorsWriter.write(file, tensors, texts);
        tensors.values().forEach(Tensor::close);
    }
}
