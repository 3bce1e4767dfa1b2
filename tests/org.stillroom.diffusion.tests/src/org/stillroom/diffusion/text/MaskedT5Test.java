// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.text.T5Encoder.Padding;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** T5 with and without its padding, against transformers. */
class MaskedT5Test {

    @ParameterizedTest
    @ValueSource(strings = {"tiny-t5-base", "tiny-t5-small"})
    void paddingTakesPartOrNot(String model) throws Exception {
        SortedMap<String, Tensor> golden =
                TestData.tensors(TestData.shared("models/golden/t5-masked-" + model + ".safetensors"));
        List<List<Integer>> rows = rows(golden.get("input_ids"));
        try (T5Encoder encoder =
                T5Encoder.load(TestData.shared("encoders/" + model), Device.CPU, DType.F32, () -> {});
                Tensor attended = encoder.encode(rows, Padding.ATTENDED, Progress.NONE);
                Tensor masked = encoder.encode(rows, Padding.MASKED, Progress.NONE)) {
            // the data's README allows 5e-5 absolute, of values around 1
            TestData.assertClose("with padding", attended, golden.get("last_hidden_state"), 1e-5);
            TestData.assertClose("without padding", masked, golden.get("last_hidden_state_masked"), 1e-5);
            long[] mask = golden.get("attention_mask").longs();
            int tokens = rows.get(0).size();
            for (int row = 0; row < rows.size(); row++) {
                long counted = 0;
                for (int i = 0; i < tokens; i++) {
                    counted += mask[row * tokens + i];
                }
                assertEquals(counted, T5Encoder.length(rows.get(row)));
            }
        }
    }

    /** The second row as the first one's negative prompt. */
    @Test
    void promptsAndNegativesComeApart() throws Exception {
        SortedMap<String, Tensor> golden =
                TestData.tensors(TestData.shared("models/golden/t5-masked-tiny-t5-base.safetensors"));
        List<List<Integer>> rows = rows(golden.get("input_ids"));
        try (T5Encoder encoder =
                T5Encoder.load(TestData.shared("encoders/tiny-t5-base"), Device.CPU, DType.F32, () -> {});
                TextEmbedding both = encoder.embed(rows.subList(0, 1), rows.subList(1, 2), Padding.MASKED,
                        Progress.NONE);
                TextEmbedding one = encoder.embed(rows.subList(1, 2), List.of(), Padding.ATTENDED, Progress.NONE);
                Tensor first = golden.get("last_hidden_state_masked").slice(0, 0, 1);
                Tensor second = golden.get("last_hidden_state_masked").slice(0, 1, 2);
                Tensor attended = golden.get("last_hidden_state").slice(0, 1, 2)) {
            TestData.assertClose("prompt", both.hiddenStates(), first, 1e-5);
            TestData.assertClose("negative", both.negative().orElseThrow(), second, 1e-5);
            assertEquals(List.of(T5Encoder.length(rows.get(0)), T5Encoder.length(rows.get(1))), both.lengths());
            TestData.assertClose("alone", one.hiddenStates(), attended, 1e-5);
            assertTrue(one.negative().isEmpty() && !one.masked());
        }
    }

    @Test
    void whatIsBehindAPromptIsNotSeenInAnyNumberFormat() throws Exception {
        List<Integer> prompt = List.of(5, 6, 7, 1);
        List<Integer> padded = new ArrayList<>(prompt);
        padded.addAll(List.of(0, 0, 0));
        for (DType dtype : List.of(DType.F32, DType.BF16, DType.F16)) {
            try (T5Encoder encoder =
                    T5Encoder.load(TestData.own("text/t5-plain"), Device.CPU, dtype, () -> {});
                    Tensor alone = encoder.encode(List.of(prompt), Padding.MASKED, Progress.NONE);
                    Tensor longer = encoder.encode(List.of(padded), Padding.MASKED, Progress.NONE);
                    Tensor seen = encoder.encode(List.of(padded), Padding.ATTENDED, Progress.NONE);
                    Tensor first = longer.slice(1, 0, 4);
                    Tensor other = seen.slice(1, 0, 4)) {
                double limit = dtype == DType.F32 ? 1e-5 : 3e-2;
                TestData.assertClose(dtype.toString(), first, alone, limit);
                assertTrue(longer.finite());
                assertTrue(TestData.relativeError(other, alone) > limit, "padding makes a difference");
            }
        }
    }

    private static List<List<Integer>> rows(Tensor ids) {
        long[] all = ids.longs();
        int tokens = (int) ids.size(1);
        List<List<Integer>> rows = new ArrayList<>();
        for (int row = 0; row < ids.size(0); row++) {
            List<Integer> one = new ArrayList<>();
            for (int i = 0; i < tokens; i++) {
                one.add((int) all[row * tokens + i]);
            }
            rows.add(one);
        }
        return rows;
    }
}
