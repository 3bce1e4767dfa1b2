// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.text.T5Config;

/** Where an encoder's heads look before its first step. */
class InitialTest {

    private static final String POSITIONS =
            "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight";

    private static Initial t5(int heads, int buckets) {
        return Initial.t5(new T5Config(10, 16, 8, 16, 1, heads, buckets, 128, 1e-6, true, OptionalInt.empty()), 1);
    }

    private static float[] positions(Initial initial) {
        return initial.tensors().get(POSITIONS).floats();
    }

    /** T5 counts distances backwards in the first 16 of 32 buckets, forwards in the others. */
    @ParameterizedTest
    @CsvSource({"0, -1", "1, 1", "2, -2", "4, 2", "5, -3", "6, 3", "8, -4"})
    void headsLookAtOneTokenNearBy(int head, int distance) {
        try (Initial initial = t5(12, 32)) {
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
        try (Initial initial = t5(12, 32)) {
            for (int i = 0; i < 32; i++) {
                assertEquals(0, positions(initial)[i * 12 + head]);
            }
        }
    }

    /** With few buckets, distances that have one of their own are used again. */
    @Test
    void manyHeadsShareFewDistances() {
        try (Initial initial = t5(8, 4)) {
            float sum = 0;
            for (float value : positions(initial)) {
                sum += value;
            }
            assertEquals(6 * 4, sum);
        }
    }
}
