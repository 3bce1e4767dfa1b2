// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

class T5EncoderTest {

    @ParameterizedTest
    @CsvSource({"t5-plain,t5-plain/golden", "t5-sharded,t5-sharded/golden", "t5-relu,t5-relu/golden",
        "t5-student,t5-student/golden", "t5-single/t5_fp16.safetensors,t5-single/golden_fp16",
        "t5-single/t5_fp8_e4m3fn.safetensors,t5-single/golden_fp8_e4m3fn"})
    void givesWhatTransformersGives(String model, String golden) throws Exception {
        assertMatches(TestData.own("text").resolve(model), TestData.own("text").resolve(golden + ".safetensors"));
    }

    @ParameterizedTest
    @CsvSource({"pipelines/tiny-flux-dev/text_encoder_2,t5-tiny-flux-dev",
        "pipelines/tiny-sd3/text_encoder_3,t5-tiny-sd3",
        "pipelines/tiny-flux-dev/text_encoder_2/model.safetensors,t5-tiny-flux-dev",
        "encoders/tiny-t5-base,t5-student-tiny-t5-base", "encoders/tiny-t5-small,t5-student-tiny-t5-small"})
    void givesWhatTheReferencePipelinesGive(String model, String golden) throws Exception {
        assertMatches(TestData.shared(model), TestData.shared("golden").resolve(golden + ".safetensors"));
    }

    private static void assertMatches(Path model, Path golden) throws Exception {
        SortedMap<String, Tensor> tensors = TestData.tensors(golden);
        int lengths = 0;
        try (T5Encoder encoder = T5Encoder.load(model, Device.CPU, DType.F32, Progress.NONE)) {
            for (String name : tensors.keySet()) {
                if (name.startsWith("input_ids.")) {
                    String length = name.substring("input_ids.".length());
                    try (Tensor states = encoder.encode(Encodings.rows(tensors.get(name)), Progress.NONE)) {
                        TestData.assertClose(model + " at " + length, states,
                                tensors.get("last_hidden_state." + length), 1e-5);
                    }
                    lengths++;
                }
            }
        }
        assertEquals(3, lengths);
    }

    @ParameterizedTest
    @CsvSource({"t5-plain,BF16,0.03", "t5-sharded,BF16,0.03", "t5-student,BF16,0.03", "t5-plain,F16,0.004"})
    void computesInHalfPrecisionAndComesClose(String model, DType dtype, double limit) throws Exception {
        SortedMap<String, Tensor> golden = TestData.tensors(TestData.own("text/" + model + "/golden.safetensors"));
        try (T5Encoder encoder = T5Encoder.load(TestData.own("text/" + model), Device.CPU, dtype, Progress.NONE);
                Tensor states = encoder.encode(Encodings.rows(golden.get("input_ids.150")), Progress.NONE)) {
            assertEquals(DType.F32, states.dtype());
            double error = TestData.relativeError(states, golden.get("last_hidden_state.150"));
            assertTrue(error > 1e-6, "was not computed in " + dtype + ": " + error);
            TestData.assertClose(model, states, golden.get("last_hidden_state.150"), limit);
        }
    }

    @ParameterizedTest
    @CsvSource({"t5-plain,F32", "t5-sharded,F32", "t5-student,F32", "t5-sharded,BF16"})
    void streamingGivesTheSameBits(String model, DType dtype) throws Exception {
        Path path = TestData.own("text/" + model);
        List<List<Integer>> rows = List.of(List.of(5, 6, 7, 1, 0, 0), List.of(9, 1, 0, 0, 0, 0));
        try (T5Encoder kept = T5Encoder.load(path, Device.CPU, dtype, Progress.NONE);
                T5Encoder streamed = T5Encoder.open(path, Residence.Policy.STREAM, Device.CPU, dtype, Progress.NONE);
                Tensor expected = kept.encode(rows, Progress.NONE);
                Tensor found = streamed.encode(rows, Progress.NONE)) {
            assertArrayEquals(expected.floats(), found.floats());
            assertEquals(0, streamed.bytes());
            assertTrue(kept.bytes() > 0);
        }
    }

    @Test
    void aSecondRowDoesNotChangeTheFirst() throws Exception {
        List<Integer> prompt = List.of(5, 6, 7, 1);
        try (T5Encoder encoder = T5Encoder.load(TestData.own("text/t5-plain"), Device.CPU, DType.F32, Progress.NONE);
                Tensor alone = encoder.encode(List.of(prompt), Progress.NONE);
                Tensor both = encoder.encode(List.of(prompt, List.of(8, 1, 0, 0)), Progress.NONE);
                Tensor first = both.slice(0, 0, 1)) {
            TestData.assertClose("first row", first, alone, 1e-5);
        }
    }

    @Test
    void paddingTakesPart() throws Exception {
        try (T5Encoder encoder = T5Encoder.load(TestData.own("text/t5-plain"), Device.CPU, DType.F32, Progress.NONE);
                Tensor plain = encoder.encode(List.of(List.of(5, 1)), Progress.NONE);
                Tensor padded = encoder.encode(List.of(List.of(5, 1, 0)), Progress.NONE);
                Tensor start = padded.slice(1, 0, 2)) {
            assertTrue(TestData.relativeError(start, plain) > 0.01);
        }
    }

    @Test
    void cancelStopsBetweenLayers() throws Exception {
        List<Long> steps = new ArrayList<>();
        try (T5Encoder encoder = T5Encoder.load(TestData.own("text/t5-plain"), Device.CPU, DType.F32, Progress.NONE)) {
            Progress stop = Progress.of((done, total) -> {
                assertEquals(3, total);
                steps.add(done);
                if (done == 2) {
                    throw new CancellationException();
                }
            });
            assertThrows(CancellationException.class, () -> encoder.encode(List.of(List.of(5, 1)), stop));
            assertEquals(2, steps.get(steps.size() - 1));
            // and it still works
            encoder.encode(List.of(List.of(5, 1)), Progress.NONE).close();
        }
    }

    @Test
    void cancelStopsLoading() {
        assertThrows(CancellationException.class, () -> T5Encoder.load(TestData.own("text/t5-plain"), Device.CPU,
                DType.F32, () -> {
                    throw new CancellationException();
                }));
    }

    @Test
    void refusesIdsOutsideOfTheVocabulary() throws Exception {
        try (T5Encoder encoder = T5Encoder.load(TestData.own("text/t5-plain"), Device.CPU, DType.F32, Progress.NONE)) {
            for (int id : new int[] {-1, 136, Integer.MAX_VALUE}) {
                IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                        () -> encoder.encode(List.of(List.of(1, id)), Progress.NONE));
                assertEquals("Token id " + id + " is not in the vocabulary of t5-plain, which has 136 tokens; use the "
                        + "tokenizer that belongs to it.", e.getMessage());
            }
            assertThrows(IllegalArgumentException.class, () -> encoder.encode(List.of(), Progress.NONE));
            assertThrows(IllegalArgumentException.class, () -> encoder.encode(List.of(List.of()), Progress.NONE));
            assertThrows(IllegalArgumentException.class,
                    () -> encoder.encode(List.of(List.of(1), List.of(1, 2)), Progress.NONE));
        }
    }
}
