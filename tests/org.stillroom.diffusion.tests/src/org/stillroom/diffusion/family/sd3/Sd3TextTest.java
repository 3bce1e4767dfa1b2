// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;

/** Parts of an SD3 prompt stand where StableDiffusion3Pipeline puts them. */
class Sd3TextTest {

    /** Takes text of width 5 and a pooled output of width 3. */
    private static final Sd3Config CONFIG = new Sd3Config(2, 16, 1, 8, 1, 5, 3, 8, false, new TreeSet<>());

    @Test
    void joinsFeaturesThenTokens() {
        try (Prompt prompt = Sd3Text.join(CONFIG, Optional.of(filled(9, 1, 1, 5)), Optional.of(clip(1, 2, 4, 1)),
                Optional.of(clip(2, 1, 5, 2)))) {
            assertArrayEquals(new long[] {1, 3, 5}, prompt.encoderHiddenStates().shape());
            assertArrayEquals(new float[] {1, 1, 2, 0, 0, 1, 1, 2, 0, 0, 9, 9, 9, 9, 9},
                    prompt.encoderHiddenStates().floats());
            assertArrayEquals(new float[] {4, 5, 5}, prompt.pooledProjections().orElseThrow().floats());
        }
    }

    @Test
    void missingT5Is256ZeroTokens() {
        try (Prompt prompt = Sd3Text.join(CONFIG, Optional.empty(), Optional.of(clip(1, 2, 4, 1)),
                Optional.of(clip(2, 1, 5, 2)))) {
            assertArrayEquals(new long[] {1, 2 + 256, 5}, prompt.encoderHiddenStates().shape());
            float[] all = prompt.encoderHiddenStates().floats();
            assertArrayEquals(new float[256 * 5], Arrays.copyOfRange(all, 10, all.length));
        }
    }

    @Test
    void missingClipLeavesItsPlaceEmpty() {
        try (Prompt prompt = Sd3Text.join(CONFIG, Optional.of(filled(9, 1, 1, 5)), Optional.empty(),
                Optional.of(clip(2, 2, 5, 2)))) {
            assertArrayEquals(new float[] {0, 2, 2, 0, 0, 0, 2, 2, 0, 0, 9, 9, 9, 9, 9},
                    prompt.encoderHiddenStates().floats());
            assertArrayEquals(new float[] {0, 5, 5}, prompt.pooledProjections().orElseThrow().floats());
        }
        try (Prompt prompt = Sd3Text.join(CONFIG, Optional.of(filled(9, 1, 1, 5)), Optional.of(clip(1, 1, 4, 1)),
                Optional.empty())) {
            assertArrayEquals(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 9, 9, 9, 9, 9},
                    prompt.encoderHiddenStates().floats());
            assertArrayEquals(new float[] {4, 0, 0}, prompt.pooledProjections().orElseThrow().floats());
        }
    }

    @Test
    void t5AloneFollows77ZeroTokens() {
        try (Prompt prompt = Sd3Text.join(CONFIG, Optional.of(filled(9, 1, 2, 5)), Optional.empty(),
                Optional.empty())) {
            assertArrayEquals(new long[] {1, 77 + 2, 5}, prompt.encoderHiddenStates().shape());
            float[] all = prompt.encoderHiddenStates().floats();
            assertArrayEquals(new float[77 * 5], Arrays.copyOf(all, 77 * 5));
            assertArrayEquals(new float[3], prompt.pooledProjections().orElseThrow().floats());
        }
    }

    @Test
    void partsThatDoNotFitLeaveNothingBehind() {
        Sd3Text.Clip one = clip(1, 2, 4, 1);
        Sd3Text.Clip two = new Sd3Text.Clip(filled(2, 1, 2, 1), filled(5, 2, 2));
        Optional<Tensor> t5 = Optional.of(filled(9, 1, 1, 5));
        assertThrows(TorchException.class, () -> Sd3Text.join(CONFIG, t5, Optional.of(one), Optional.of(two)));
        long before = Torch.allocatedBytes();
        assertThrows(TorchException.class, () -> Sd3Text.join(CONFIG, t5, Optional.of(one), Optional.of(two)));
        assertTrue(Torch.allocatedBytes() <= before, "the joined text is still there");
    }

    private static Sd3Text.Clip clip(float state, int width, float projected, int projection) {
        return new Sd3Text.Clip(filled(state, 1, 2, width), filled(projected, 1, projection));
    }

    private static Tensor filled(float value, long... shape) {
        float[] all = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(all, value);
        return Tensor.of(all, shape);
    }
}
