// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.distill.training.Onlooker.NOBODY;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.files.EncoderListing;
import org.stillroom.diffusion.files.ListedEncoder;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.distill.training.Trainer;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.evaluation.report.Learning;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Whole runs on the tiny pipeline. */
class DistillationTest {


    @TempDir
    private Path temp;

    /** With dropout, clipping and real pooled vectors; step 17 is in the middle of the first way from noise. */
    @Test
    void aKilledRunGoesOnAsIfItHadNotBeen() throws Exception {
        DistillOptions options = Tiny.options(30);
        Path whole = temp.resolve("whole");
        Path killed = temp.resolve("killed");
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            List<Double> losses = new ArrayList<>();
            try (Distillation stage = Distillation.begin(whole, teacher, Tiny.student(), options)) {
                Tiny.run(stage, whole, options, 100, (step, steps, progress) -> losses.add(progress.loss()));
            }
            try (Distillation stage = Distillation.begin(killed, teacher, Tiny.student(), options)) {
                assertThrows(Killed.class, () -> Tiny.run(stage, killed, options, 17, Killed.at(19)));
            }
            List<Double> rest = new ArrayList<>();
            try (Distillation stage = Distillation.begin(killed, teacher, Tiny.student(), options)) {
                assertEquals(18, stage.next());
                Tiny.run(stage, killed, options, 100, (step, steps, progress) -> rest.add(progress.loss()));
            }
            assertEquals(losses.subList(17, 30), rest);
        }
        Tiny.assertSame(whole.resolve(TrainingState.FILE), killed.resolve(TrainingState.FILE));
        assertArrayEquals(Files.readAllBytes(whole.resolve("student/model.safetensors")),
                Files.readAllBytes(killed.resolve("student/model.safetensors")));
        assertEquals(Files.readString(whole.resolve("loss.csv")), Files.readString(killed.resolve("loss.csv")));
    }

    /** Ends a run without a word, as a kill does. */
    private static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        static TrainingWatcher at(long wanted) {
            return (step, steps, progress) -> {
                if (step == wanted) {
                    throw new Killed();
                }
            };
        }
    }

    @Test
    void theStudentComesCloserToTheTeacher() throws Exception {
        DistillOptions options = Tiny.options(60);
        double[] sums = new double[3];
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
            Tiny.run(stage, temp, options, 100, (step, steps, progress) ->
                    sums[(int) ((step - 1) / 20)] += progress.loss());
        }
        assertTrue(sums[2] < 0.8 * sums[0], "losses of three ways from noise: " + sums[0] + ", " + sums[1] + ", "
                + sums[2]);
    }

    @Test
    void theAblationComesCloserToTheTeachersText() throws Exception {
        DistillOptions options = Tiny.options(40).with(DistillOptions.Method.EMBEDDING);
        List<Double> losses = new ArrayList<>();
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
            assertEquals("distill-embeddings", stage.name());
            Tiny.run(stage, temp, options, 100, (step, steps, progress) -> losses.add(progress.loss()));
        }
        assertTrue(losses.get(39) < 0.8 * losses.get(0), losses.toString());
    }

    /** A run that is gone on from keeps its time, and a student that is distilled further keeps what it was before. */
    @Test
    void theStudentTellsWhatItLearnedFrom() throws Exception {
        for (long steps : new long[] {20, 21}) {
            DistillOptions options = Tiny.options(steps);
            try (FluxTeacher teacher = Tiny.teacher(options);
                    Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
                Tiny.run(stage, temp, options, 100, NOBODY);
            }
        }
        Learning.Run vision = Learning.read(temp.resolve("student")).orElseThrow().runs().getLast();
        assertEquals(new Learning.Run("vision", "existing", 7, 21, 2, 20, 4, vision.processorSeconds()), vision);
        double first = Double.parseDouble(Checkpoint.open(temp.resolve(TrainingState.FILE)).metadata()
                .get("note: processor seconds"));
        assertEquals(first, vision.processorSeconds());
        assertTrue(first > 0, "no time was counted");

        DistillOptions naive = Tiny.options(3).with(DistillOptions.Method.EMBEDDING);
        Path further = temp.resolve("further");
        try (FluxTeacher teacher = Tiny.teacher(naive); Distillation stage = Distillation.begin(further, teacher,
                new StudentStart.Existing(temp.resolve("student")), naive)) {
            Tiny.run(stage, further, naive, 100, NOBODY);
        }
        Learning both = Learning.read(further.resolve("student")).orElseThrow();
        assertEquals(vision, both.runs().getFirst());
        assertEquals(2, both.runs().size());
        assertEquals(4 + 6, both.captions());
        assertTrue(both.naive(), both.words());
    }

    /** The student is what any pipeline takes in place of the teacher, and computes there what it was trained for. */
    @Test
    void theStudentIsReadLikeAPublishedOne() throws Exception {
        StudentSize size = new StudentSize(24, 8, 40, 2, 3);
        DistillOptions options = Tiny.options(2);
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher, new StudentStart.TeacherEmbeddings(size),
                        options)) {
            Tiny.run(stage, temp, options, 1, NOBODY);
        }
        BufferedImage pictures = ImageIO.read(temp.resolve("pictures.png").toFile());
        assertEquals(4 * 130, pictures.getWidth());
        assertEquals(2 * 130, pictures.getHeight());
        ListedEncoder.Sound found = assertInstanceOf(ListedEncoder.Sound.class, EncoderListing.look(
                new ModelFolders(List.of(temp), temp), "student").orElseThrow());
        assertEquals(OptionalInt.of(32), found.config().projection());
        assertEquals(24, found.config().dModel());
        assertEquals(3, found.config().heads());
        try (T5Encoder student = T5Encoder.load(temp.resolve("student"), Device.CPU, DType.F32, () -> { });
                Tensor text = student.encode(List.of(List.of(71, 1131, 8947, 1, 0)), Progress.NONE)) {
            assertArrayEquals(new long[] {1, 5, 32}, text.shape());
            assertTrue(text.finite());
        }
    }

    /** What the trainer computes with and what pipelines compute with are the same network. */
    @Test
    void aSavedStudentEncodesAsItDidInTraining() throws Exception {
        DistillOptions options = Tiny.options(1).with(DistillOptions.Method.EMBEDDING)
                .with(new DistillOptions.Text(16, true, 0));
        try (FluxTeacher teacher = Tiny.teacher(options);
                Distillation stage = Distillation.begin(temp, teacher,
                        new StudentStart.Random(new StudentSize(24, 8, 40, 2, 3)), options)) {
            stage.saveStudent(temp.resolve("before"));
            Distillation.Batch batch = stage.batch(1);
            double loss = stage.step(1, batch).loss();
            try (T5Encoder student = T5Encoder.load(temp.resolve("before"), Device.CPU, DType.F32, () -> { });
                    Tensor given = student.encode(batch.ids(), Progress.NONE);
                    Tensor wanted = teacher.text().encode(batch.ids())) {
                float[] a = given.floats();
                float[] b = wanted.floats();
                double sum = 0;
                for (int i = 0; i < a.length; i++) {
                    sum += Math.pow(a[i] - b[i], 2);
                }
                assertEquals(sum / a.length, loss, 1e-5 * loss);
            }
        }
    }

    /** Two phases of different pictures; the first ends within a way from noise. */
    /** What was trained with a falling rate goes on at the full one. */
    @Test
    void theRateFallsOverTheLastSteps() throws Exception {
        DistillOptions.Update update = new DistillOptions.Update(1e-3, 1e-3, 1, DType.F32, true, false, 2);
        for (long steps : new long[] {4, 6}) {
            DistillOptions options = Tiny.options(steps).with(DistillOptions.Method.EMBEDDING).with(update);
            try (FluxTeacher teacher = Tiny.teacher(options);
                    Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
                Tiny.run(stage, temp, options, 10, NOBODY);
            }
        }
        double[] rates = Files.readAllLines(temp.resolve("loss.csv")).stream().skip(1)
                .mapToDouble(row -> Double.parseDouble(row.substring(row.lastIndexOf(',') + 1))).toArray();
        assertArrayEquals(new double[] {1e-3, 1e-3, 2e-3 / 3, 1e-3 / 3, 2e-3 / 3, 1e-3 / 3}, rates, 1e-6);
    }

    @Test
    void aPhaseEndsWhereItIsTold() throws Exception {
        DistillOptions options = new DistillOptions(DistillOptions.Method.VISION, 1,
                new DistillOptions.Text(8, false, 0), new DistillOptions.Sampling(4, List.of(3.5), 1),
                DistillOptions.Update.PUBLISHED, List.of(new DistillOptions.Phase("small", Tiny.PROMPTS, 3, 32),
                        new DistillOptions.Phase("large", Tiny.PROMPTS, 5, 64)));
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            try (Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
                assertEquals(5, Trainer.run(stage, temp, 1, 5, 1, NOBODY));
            }
            assertEquals(Map.of("[1, 16, 8, 8]", 1), latentShapes());
            try (Distillation stage = Distillation.begin(temp, teacher, Tiny.student(), options)) {
                assertEquals(8, Tiny.run(stage, temp, options, 100, NOBODY));
            }
        }
    }

    private Map<String, Integer> latentShapes() throws Exception {
        Checkpoint state = Checkpoint.open(temp.resolve(TrainingState.FILE));
        return Map.of(state.info("trajectory/latents").shape().toString(), 1);
    }
}
