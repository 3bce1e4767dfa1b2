// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** GGUF's less common types, against what the package gguf makes of them. */
class FewBitsTest {

    private static final Path FILES = TestData.own("weights");

    @ParameterizedTest
    @ValueSource(strings = {"TQ1_0", "TQ2_0", "MXFP4", "NVFP4"})
    void everyBitIsThatOfTheReference(String type) throws Exception {
        SortedMap<String, Tensor> expected = TestData.tensors(FILES.resolve("few.safetensors"));
        Map<String, List<Long>> shapes = new TreeMap<>();
        expected.forEach((name, tensor) -> shapes.put(name, Arrays.stream(tensor.shape()).boxed().toList()));
        StoredModel model = StoredModel.of(Checkpoint.open(FILES.resolve("few.gguf")),
                Layout.same("", List.of(shapes)));
        try (Weights kept = model.load(List.of(type), Device.CPU, DType.F32, Progress.NONE);
                Weights plain = model.loadPlain(List.of(type), Device.CPU, DType.F32, Progress.NONE);
                Tensor found = plain.get(type)) {
            assertEquals(List.of(type + "." + type), kept.names());
            assertArrayEquals(expected.get(type).floats(), found.floats());
        }
        expected.values().forEach(Tensor::close);
    }
}
