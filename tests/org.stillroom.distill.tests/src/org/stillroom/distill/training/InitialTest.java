// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.text.T5Config;

/** What an encoder is before its first step. */
class InitialTest {

    private static final String POSITIONS =
            "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight";

    private static Initial near(int heads, int buckets) {
        return Initial.t5LookingNear(
                new T5Config(10, 16, 8, 16, 1, heads, buckets, 128, 1e-6, true, OptionalInt.empty()), 1);
    }

    private static float[] positions(Initial initial) {
        return initial.tensors().get(POSITIONS).floats();
    }

    /** d_model 64, 4 heads of 16, d_ff 128: the deviations are those of transformers' T5 by hand. */
    @Test
    void weightsAreSpreadAsTransformersDoes() {
        T5Config config = new T5Config(500, 64, 16, 128, 3, 4, 32, 128, 1e-6, true, OptionalInt.of(256));
        String layer = "encoder.block.1.layer.";
        try (Initial one = Initial.t5(config, 5); Initial again = Initial.t5(config, 5);
                Initial other = Initial.t5(config, 6)) {
            assertSpread(1, one, "shared.weight");
            assertSpread(1 / 8.0, one, POSITIONS);
            assertSpread(1 / 32.0, one, layer + "0.SelfAttention.q.weight");
            assertSpread(1 / 8.0, one, layer + "0.SelfAttention.k.weight");
            assertSpread(1 / 8.0, one, layer + "0.SelfAttention.v.weight");
            assertSpread(1 / 8.0, one, layer + "0.SelfAttention.o.weight");
            assertSpread(1 / 8.0, one, layer + "1.DenseReluDense.wi_0.weight");
            assertSpread(1 / Math.sqrt(128), one, layer + "1.DenseReluDense.wo.weight");
            assertSpread(1 / Math.sqrt(3 * 64), one, "final_projection.0.weight");
            assertSpread(1 / Math.sqrt(3 * 256), one, "final_projection.3.weight");
            float[] ones = new float[64];
            Arrays.fill(ones, 1);
            assertArrayEquals(ones, one.tensors().get(layer + "0.layer_norm.weight").floats());
            again.tensors().forEach((name, tensor) ->
                    assertArrayEquals(tensor.floats(), one.tensors().get(name).floats(), name));
            assertFalse(Arrays.equals(other.tensors().get("shared.weight").floats(),
                    one.tensors().get("shared.weight").floats()));
        }
    }

    private static void assertSpread(double wanted, Initial weights, String name) {
        double sum = 0;
        float[] values = weights.tensors().get(name).floats();
        for (float value : values) {
            sum += (double) value * value;
        }
        assertEquals(wanted, Math.sqrt(sum / values.length), 0.1 * wanted, name);
    }

    /** T5 counts distances backwards in the first 16 of 32 buckets, forwards in the others. */
    @ParameterizedTest
    @CsvSource({"0, -1", "1, 1", "2, -2", "4, 2", "5, -3", "6, 3", "8, -4"})
    void headsLookAtOneTokenNearBy(int head, int distance) {
        try (Initial initial = near(12, 32)) {
            float[] bias = positions(initial);
            int bucket = distance > 0 ? 16 + distance : -distance;
            for (int i = 0; i < 32; i++) {
                assertEquals(i == bucket ? 4 : 0, bias[i * 12 + head], "bucket " + i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "7", "11"})
    void everyFourthLooksAnywhere(int head) {
        try (Initial initial = near(12, 32)) {
            for (int i = 0; i < 32; i++) {
                assertEquals(0, positions(initial)[i * 12 + head]);
            }
        }
    }

    /** With few buckets, distances that have one of their own are used again. */
    @Test
    void manyHeadsShareFewDistances() {
        try (Initial initial = near(8, 4)) {
            float sum = 0;
            for (float value : positions(initial)) {
                sum += value;
            }
            assertEquals(6 * 4, sum);
        }
    }
}
