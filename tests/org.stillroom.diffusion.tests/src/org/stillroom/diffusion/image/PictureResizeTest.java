// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.runtime.Tensor;

/** Pictures are resized as Pillow and PyTorch do; made by fixtures/make_scales.py. */
class PictureResizeTest {

    static Stream<JsonNode> scaled() throws Exception {
        return StreamSupport.stream(golden().get("scaled").spliterator(), false);
    }

    private static JsonNode golden() throws Exception {
        return TestData.json(TestData.own("scale.json"));
    }

    private static float[] numbers(JsonNode array) {
        float[] numbers = new float[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).floatValue();
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("scaled")
    void isAsPillowAndPyTorchHaveIt(JsonNode expected) throws Exception {
        JsonNode golden = golden();
        int width = expected.get("width").intValue();
        int height = expected.get("height").intValue();
        Resampling method = Resampling.valueOf(expected.get("method").textValue().toUpperCase(Locale.ROOT));
        try (Tensor picture = Tensor.of(numbers(golden.get("picture")), 1, 3, golden.get("height").intValue(),
                golden.get("width").intValue());
                Tensor two = Tensor.cat(0, List.of(picture, picture));
                Tensor result = PictureResize.resize(two, width, height, method, Progress.NONE);
                Tensor second = result.slice(0, 1, 2)) {
            assertArrayEquals(new long[] {2, 3, height, width}, result.shape());
            assertArrayEquals(numbers(expected.get("result")), second.floats(), 2e-5f,
                    method + " to " + width + " x " + height);
        }
    }

    /** It is made in bands, and they fit together. */
    @Test
    void aLargePictureHasNoSeams() {
        int side = 300;
        float[] slope = new float[side * side];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (float) (i / side) / side;
        }
        try (Tensor picture = Tensor.of(slope, 1, 1, side, side)) {
            for (Resampling method : Resampling.values()) {
                try (Tensor result = PictureResize.resize(picture, 7, 2 * side, method, Progress.NONE)) {
                    float[] levels = result.floats();
                    for (int y = 8; y < 2 * side - 8; y++) {
                        assertEquals((y / 2.0 - 0.25) / side, levels[7 * y], 0.6 / side, method + " row " + y);
                    }
                }
            }
        }
    }

    @Test
    void canBeStopped() {
        Progress stopped = () -> {
            throw new CancellationException();
        };
        try (Tensor picture = Tensor.of(new float[12], 1, 3, 2, 2)) {
            assertThrows(CancellationException.class,
                    () -> PictureResize.resize(picture, 4, 4, Resampling.LANCZOS, stopped));
        }
    }
}
