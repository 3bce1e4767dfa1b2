// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** What students are before their first step. */
class StudentStartTest {

    private static final String POSITIONS =
            "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight";

    /** A table of two directions among ten is kept whole by two components: distances change by one factor. */
    @Test
    void principalComponentsKeepDistances() {
        Random random = new Random(3);
        float[] table = new float[50 * 10];
        float[][] axes = {{1, 2, 0, 0, 3, 0, 0, 1, 0, 0}, {0, -1, 1, 0, 0, 2, 0, 2, 1, 0}};
        for (int i = 0; i < 50; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            for (int k = 0; k < 10; k++) {
                table[i * 10 + k] = (float) (5 + a * axes[0][k] + b * axes[1][k]);
            }
        }
        try (Tensor teacher = Tensor.of(table, 50, 10); Tensor made = NewStudent.principal(teacher, 2)) {
            assertArrayEquals(new long[] {50, 2}, made.shape());
            float[] small = made.floats();
            double factor = distance(small, 2, 0, 1) / distance(table, 10, 0, 1);
            for (int i = 2; i < 50; i++) {
                assertEquals(factor, distance(small, 2, 0, i) / distance(table, 10, 0, i), 1e-4 * factor);
            }
        }
    }

    private static double distance(float[] rows, int width, int a, int b) {
        double sum = 0;
        for (int k = 0; k < width; k++) {
            sum += Math.pow(rows[a * width + k] - rows[b * width + k], 2);
        }
        return Math.sqrt(sum);
    }

    /** A student with the teacher's words also looks near; one that begins as the published script's does neither. */
    @Test
    void theStartDecidesOnWordsAndPositions() throws Exception {
        DistillOptions options = Tiny.options(20).with(DistillOptions.Method.EMBEDDING);
        StudentSize size = new StudentSize(16, 8, 16, 1, 4);
        try (FluxTeacher teacher = Tiny.teacher(options);
                Trainee random = make(new StudentStart.Random(size), teacher);
                Trainee copied = make(new StudentStart.TeacherEmbeddings(size), teacher);
                Tensor table = teacher.text().embeddings();
                Tensor words = NewStudent.principal(table, 16)) {
            assertArrayEquals(words.floats(), floats(copied, "shared.weight"));
            assertFalse(Arrays.equals(words.floats(), floats(random, "shared.weight")));
            assertEquals(4, floats(copied, POSITIONS)[4], "the first head, one token back");
            assertTrue(floats(random, POSITIONS)[4] < 2, "spread by 1 / sqrt(16)");
            assertArrayEquals(floats(random, "final_projection.0.weight"), floats(copied, "final_projection.0.weight"));
        }
    }

    private static Trainee make(StudentStart start, FluxTeacher teacher) throws Exception {
        NewStudent made = new NewStudent(start, teacher);
        return made.make(made.config(), 1, DType.F32);
    }

    private static float[] floats(Trainee student, String name) {
        try (Tensor weight = student.weights().get(name)) {
            return weight.floats();
        }
    }

    @Test
    void anExistingStudentIsTakenAsItIs() throws Exception {
        DistillOptions options = Tiny.options(20).with(DistillOptions.Method.EMBEDDING);
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            NewStudent start = new NewStudent(Tiny.student(), teacher);
            try (Trainee student = start.make(start.config(), 1, DType.F32);
                    Tensor made = student.weights().get("final_projection.3.weight")) {
                SortedMap<String, Tensor> stored = WeightLoader.readAll(Tiny.shared("encoders/tiny-t5-small"));
                assertArrayEquals(stored.get("final_projection.3.weight").floats(), made.floats());
                assertEquals(stored.size(), student.weights().names().size());
                stored.values().forEach(Tensor::close);
            }
        }
    }

    /** A plain T5 has no projection to start from. */
    @Test
    void aPlainEncoderIsGivenAProjection() throws Exception {
        DistillOptions options = Tiny.options(20).with(DistillOptions.Method.EMBEDDING);
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            NewStudent start = new NewStudent(
                    new StudentStart.Existing(Tiny.pipeline().resolve("text_encoder_2")), teacher);
            assertEquals(32, start.config().embeddingWidth());
            try (Trainee student = start.make(start.config(), 1, DType.F32);
                    Tensor projection = student.weights().get("final_projection.0.weight");
                    Tensor table = student.weights().get("shared.weight");
                    Tensor teachers = teacher.text().embeddings()) {
                assertArrayEquals(new long[] {32, 32}, projection.shape());
                assertArrayEquals(teachers.floats(), table.floats());
            }
        }
    }
}
