// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Every weight file of the shared data, against what the libraries make of it that such files come from. */
class SharedWeightsTest {

    /** Text encoders other than T5 and autoencoders have tests of their own. */
    private static final Set<String> PARTS = Set.of("t5", "transformer");

    @TempDir
    private Path folder;

    static Stream<WeightCase> withTensors() throws Exception {
        List<WeightCase> cases = new ArrayList<>();
        for (WeightCase each : WeightCase.all()) {
            if (!each.expect().equals("refuse") && !each.tensors().isEmpty()) {
                cases.add(each);
            }
        }
        return cases.stream();
    }

    static Stream<Arguments> withOutputs() throws Exception {
        List<Arguments> cases = new ArrayList<>();
        for (WeightCase each : WeightCase.all()) {
            for (String part : each.outputs().keySet()) {
                if (PARTS.contains(part)) {
                    cases.add(Arguments.of(each, part));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"t5-scaled-scalar-marker0; scaled fp8", "sd3-new-fp8-header; scaled fp8",
        "t5-int8-scalar; int8", "t5-nvfp4-mixed; nvfp4", "t5-convrot-w4a4; convrot_w4a4",
        "t5-bnb-nf4-folder; bitsandbytes NF4", "flux-bnb-fp4; bitsandbytes FP4",
        "t5-bnb-int8-folder; bitsandbytes int8", "flux-fp8-e4m3fn; F8_E4M3"})
    void listingsSayHowNumbersAreStoredAndCountThem(String name, String format) throws Exception {
        WeightCase file = WeightCase.named(name);
        ModelFile listed = ModelFile.identify(file.path());
        assertEquals(format, listed.format());
        long count = 0;
        for (JsonNode tensor : file.tensors()) {
            long numbers = 1;
            for (JsonNode size : tensor.path("shape")) {
                numbers *= size.asLong();
            }
            count += numbers;
        }
        assertEquals(count, listed.parameters());
    }

    static Stream<WeightCase> notRead() throws Exception {
        return WeightCase.all().stream().filter(each -> each.expect().equals("refuse"));
    }

    /** At once, and without memory by what the file says. */
    @ParameterizedTest
    @MethodSource("notRead")
    void whatIsNoSoundModelIsRefusedInAWord(WeightCase file) throws Exception {
        assumeFalse(file.path().endsWith("spiece.model"), "a tokenizer");
        CheckpointException refused = assertThrows(CheckpointException.class, () -> T5Files.open(file.path()));
        assertTrue(refused.getMessage().contains(file.path().getFileName().toString()), refused.getMessage());
        assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
    }

    @ParameterizedTest
    @MethodSource("withTensors")
    void everyTensorIsThatOfTheReference(WeightCase file) throws Exception {
        Map<String, List<Long>> shapes = new TreeMap<>();
        file.tensors().fields().forEachRemaining(each -> {
            List<Long> shape = new ArrayList<>();
            each.getValue().path("shape").forEach(size -> shape.add(size.asLong()));
            shapes.put(each.getKey(), shape);
        });
        double tolerance = file.json().path("tensor_tolerance_rel").asDouble();
        Checkpoint checkpoint = Checkpoint.open(file.path());
        for (Map.Entry<String, List<Long>> each : shapes.entrySet()) {
            String name = each.getKey();
            Layout layout = Layout.same("", List.of(shapes));
            layout.table(name);
            try (Weights loaded = StoredModel.of(checkpoint, layout).load(List.of(name), Device.CPU, DType.F32,
                    Progress.NONE); Tensor plain = loaded.get(name)) {
                assertEquals(each.getValue(), Arrays.stream(plain.shape()).boxed().toList(), name);
                compare(name, plain.floats(), file.tensors().path(name), tolerance);
            }
        }
    }

    private static void compare(String name, float[] found, JsonNode expected, double tolerance) throws Exception {
        if (tolerance == 0) {
            assertEquals(expected.path("sha256").asText(), sha256(found), name);
        }
        double most = 0;
        for (float number : found) {
            most = Math.max(most, Math.abs(number));
        }
        for (JsonNode at : expected.path("at")) {
            assertEquals(at.get(1).asDouble(), found[at.get(0).asInt()], tolerance * most + 1e-30, name);
        }
    }

    private static String sha256(float[] numbers) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    @ParameterizedTest
    @MethodSource("withOutputs")
    void modelsGiveWhatTheReferenceGives(WeightCase file, String part) throws Exception {
        WeightCase.Output output = file.outputs().get(part);
        Path model = part.equals("t5") ? file.path() : file.withConfig(output, folder);
        for (Residence.Policy policy : List.of(Residence.Policy.KEEP, Residence.Policy.STREAM)) {
            double error = part.equals("t5") ? t5(output, model, policy, DType.F32)[0]
                    : output.transformer(model, policy, DType.F32)[0];
            assertTrue(error <= output.tolerance(), policy + ": largest difference " + error);
        }
    }

    /** What is predicted is what they take. */
    private static double[] t5(WeightCase.Output output, Path model, Residence.Policy policy, DType dtype)
            throws Exception {
        StoredModel stored = T5Files.open(model).model();
        try (T5Encoder encoder = T5Encoder.open(model, policy, Device.CPU, dtype, Progress.NONE)) {
            assertEquals(policy == Residence.Policy.KEEP ? stored.memory(stored.names()).bytes(dtype) : 0,
                    encoder.bytes());
            return output.t5(encoder);
        }
    }

    @ParameterizedTest
    @MethodSource("withOutputs")
    void modelsComputeInHalfPrecisionAndComeClose(WeightCase file, String part) throws Exception {
        WeightCase.Output output = file.outputs().get(part);
        Path model = part.equals("t5") ? file.path() : file.withConfig(output, folder);
        double error = part.equals("t5") ? t5(output, model, Residence.Policy.KEEP, DType.BF16)[1]
                : output.transformer(model, Residence.Policy.KEEP, DType.BF16)[1];
        // those of FLUX take the guidance in this type, which moves what so small a model gives
        assertTrue(error > 1e-6 && error < (part.equals("t5") ? 0.05 : 0.25), "BF16: " + error);
    }
}
