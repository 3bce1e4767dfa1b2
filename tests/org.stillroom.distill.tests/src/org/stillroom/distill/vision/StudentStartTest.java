// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.torch.Checkpoint;
import org.stillroom.torch.DType;
import org.stillroom.torch.Tensor;

/** What students are before their first step. */
class StudentStartTest {

    /** d_model 64, 4 heads of 16, d_ff 128: the deviations are those of transformers' T5 by hand. */
    @Test
    void randomWeightsAreSpreadAsTransformersDoes() {
        T5Config config = new StudentSize(64, 16, 128, 3, 4).config(500, 256);
        Map<String, Tensor> weights = FirstWeights.random(config, 5);
        String layer = "encoder.block.1.layer.";
        assertSpread(1, weights, "shared.weight");
        assertSpread(1 / 32.0, weights, layer + "0.SelfAttention.q.weight");
        assertSpread(1 / 8.0, weights, layer + "0.SelfAttention.k.weight");
        assertSpread(1 / 8.0, weights, layer + "0.SelfAttention.v.weight");
        assertSpread(1 / 8.0, weights, layer + "0.SelfAttention.o.weight");
        assertSpread(1 / 8.0, weights, layer + "1.DenseReluDense.wi_0.weight");
        assertSpread(1 / Math.sqrt(128), weights, layer + "1.DenseReluDense.wo.weight");
        assertSpread(1 / Math.sqrt(3 * 64), weights, "final_projection.0.weight");
        assertSpread(1 / Math.sqrt(3 * 256), weights, "final_projection.3.weight");
        float[] norm = weights.get(layer + "0.layer_norm.weight").floats();
        assertTrue(norm.length == 64 && Arrays.equals(norm, repeated(1, 64)));
        Map<String, Tensor> again = FirstWeights.random(config, 5);
        again.forEach((name, tensor) -> assertArrayEquals(tensor.floats(), weights.get(name).floats(), name));
        Map<String, Tensor> other = FirstWeights.random(config, 6);
        assertFalse(Arrays.equals(other.get("shared.weight").floats(), weights.get("shared.weight").floats()));
        weights.values().forEach(Tensor::close);
        again.values().forEach(Tensor::close);
        other.values().forEach(Tensor::close);
    }

    private static float[] repeated(float value, int count) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static void assertSpread(double wanted, Map<String, Tensor> weights, String name) {
        double sum = 0;
        float[] values = weights.get(name).floats();
        for (float value : values) {
            sum += (double) value * value;
        }
        assertEquals(wanted, Math.sqrt(sum / values.length), 0.1 * wanted, name);
    }

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
        T5Config config = new StudentSize(2, 2, 4, 1, 1).config(50, 10);
        try (Tensor teacher = Tensor.of(table, 50, 10); Tensor made = FirstWeights.embeddings(teacher, config)) {
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

    @Test
    void anExistingStudentIsTakenAsItIs() throws Exception {
        DistillOptions options = Tiny.options(20).with(DistillOptions.Method.EMBEDDING);
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            NewStudent start = new NewStudent(Tiny.student(), teacher);
            try (Student student = start.make(start.config(), 1, DType.F32);
                    Tensor made = student.weights().get("final_projection.3.weight")) {
                SortedMap<String, Tensor> stored = Checkpoint.readAll(Tiny.shared("encoders/tiny-t5-small"));
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
            try (Student student = start.make(start.config(), 1, DType.F32);
                    Tensor projection = student.weights().get("final_projection.0.weight");
                    Tensor table = student.weights().get("shared.weight");
                    Tensor teachers = teacher.text().embeddings()) {
                assertArrayEquals(new long[] {32, 32}, projection.shape());
                assertArrayEquals(teachers.floats(), table.floats());
            }
        }
    }
}
