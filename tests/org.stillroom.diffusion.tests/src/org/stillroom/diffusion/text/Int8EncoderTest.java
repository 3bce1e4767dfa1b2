// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.text.T5Encoder.Padding;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** A T5 that is computed in int8, against what transformers gives in float32; the weights follow from a formula. */
class Int8EncoderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path model(String which) throws Exception {
        JsonNode formula = TestData.json(TestData.shared("models/quant/quant-t5-" + which + ".json"));
        ObjectNode config = JSON.createObjectNode().put("model_type", "t5");
        formula.fieldNames().forEachRemaining(name -> {
            if (!Set.of("tensors", "outlier_channels").contains(name)) {
                config.set(name, formula.get(name));
            }
        });
        JSON.writeValue(folder.resolve("config.json").toFile(), config);
        List<Integer> channels = new ArrayList<>();
        formula.get("outlier_channels").forEach(channel -> channels.add(channel.intValue()));
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        formula.get("tensors").forEach(each -> tensors.put(each.get("name").textValue(), tensor(each, channels)));
        SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, Map.of());
        tensors.values().forEach(Tensor::close);
        return folder;
    }

    /** The sum of four numbers of 16 bits that a SplittableRandom gives, scaled; outlier channels are scaled again. */
    private static Tensor tensor(JsonNode formula, List<Integer> channels) {
        long[] shape = JSON.convertValue(formula.get("shape"), long[].class);
        int columns = (int) shape[shape.length - 1];
        float[] numbers = new float[(int) (shape.length == 1 ? columns : shape[0] * columns)];
        SplittableRandom random = new SplittableRandom(formula.get("seed").longValue());
        float scale = (float) formula.get("scale").doubleValue();
        float start = formula.get("kind").textValue().startsWith("1 +") ? 1 : 0;
        for (int i = 0; i < numbers.length; i++) {
            long bits = random.nextLong();
            long bell = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48) - 131070;
            numbers[i] = start + bell * scale;
        }
        if (formula.has("outlier")) {
            String text = formula.get("outlier").textValue();
            float factor = Float.parseFloat(text.substring(text.lastIndexOf(' ') + 1));
            IntStream.range(0, numbers.length).filter(i -> channels.contains(i % columns))
                    .forEach(i -> numbers[i] *= factor);
        }
        return Tensor.of(numbers, shape);
    }

    private static float[] encoded(Path model, Residence.Policy policy, DType dtype, SortedMap<String, Tensor> golden)
            throws Exception {
        try (T5Encoder encoder = T5Encoder.open(model, policy, Device.CPU, dtype, Progress.NONE);
                Tensor states = encoder.encode(Encodings.rows(golden.get("input_ids")), Padding.ATTENDED,
                        Progress.NONE)) {
            return states.floats();
        }
    }

    /** The rows that the reference has. */
    private static float[] rows(float[] states, SortedMap<String, Tensor> golden) {
        long[] rows = golden.get("rows").longs();
        int width = (int) golden.get("last_hidden_state").shape()[2];
        float[] some = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(states, (int) rows[i] * width, some, i * width, width);
        }
        return some;
    }

    /** A plain int8 is off by 2.9 % and, with outliers, by 17.4 %, or by 3.1 % with their channels in float32. */
    @ParameterizedTest
    @CsvSource({"plain,0.033", "outliers,0.035"})
    void staysNearFloat32(String which, double limit) throws Exception {
        Path model = model(which);
        SortedMap<String, Tensor> golden =
                TestData.tensors(TestData.shared("models/golden/quant-t5-" + which + ".safetensors"));
        float[] expected = golden.get("last_hidden_state").floats();
        double exact = TestData.relativeError(rows(encoded(model, Residence.Policy.KEEP, DType.F32, golden), golden),
                expected);
        assertTrue(exact < 1e-5, which + " in float32: " + exact);
        double error = TestData.relativeError(rows(encoded(model, Residence.Policy.KEEP, DType.I8, golden), golden),
                expected);
        assertTrue(error > 1e-3 && error < limit, which + " in int8: " + error);
    }

    @Test
    void isTheSameWhereItsWeightsAreStreamed() throws Exception {
        Path model = model("outliers");
        SortedMap<String, Tensor> golden =
                TestData.tensors(TestData.shared("models/golden/quant-t5-outliers.safetensors"));
        float[] kept = encoded(model, Residence.Policy.KEEP, DType.I8, golden);
        assertEquals(0, TestData.relativeError(encoded(model, Residence.Policy.STREAM, DType.I8, golden), kept));
    }

    @Test
    void takesAQuarterOfTheMemory() throws Exception {
        Path model = model("plain");
        try (T5Encoder floats = T5Encoder.load(model, Device.CPU, DType.F32, Progress.NONE);
                T5Encoder int8 = T5Encoder.load(model, Device.CPU, DType.I8, Progress.NONE)) {
            long table = 4096L * 512 * 4;
            assertTrue(int8.bytes() - table < (floats.bytes() - table) * 0.26, int8.bytes() + " " + floats.bytes());
        }
    }
}
