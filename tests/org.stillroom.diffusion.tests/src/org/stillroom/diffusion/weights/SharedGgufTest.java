// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.EncoderListing;
import org.stillroom.diffusion.files.ListedEncoder;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Latents;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** GGUF files as users have them, against what the package gguf, diffusers and transformers make of them. */
class SharedGgufTest {

    private static final String T5 = "t5-v1_1-xxl-encoder-Q8_0,gguf-t5-q8_0-tokenizer";

    @TempDir
    private Path folder;

    private static Path gguf(String name) {
        return TestData.shared("weights/gguf/" + name + ".gguf");
    }

    private static JsonNode golden(String golden) throws Exception {
        for (JsonNode each : TestData.json(TestData.shared("weights/cases.json")).path("cases")) {
            if (each.path("case").asText().equals(golden)) {
                return each;
            }
        }
        throw new AssertionError("no case " + golden);
    }

    @ParameterizedTest
    @CsvSource({T5, "t5xxl-mixed,gguf-t5-legacy-mix", "t5-v1_1-xxl-encoder-Q3_K_M,gguf-t5-k-mix",
        "flux1-schnell-Q3_K_S,gguf-flux-k-mix", "flux1-dev-Q8_0,gguf-flux-legacy", "sd3_medium-sdcpp,gguf-sd3-mix"})
    void everyTensorHasTheBitsOfTheReference(String file, String golden) throws Exception {
        Checkpoint checkpoint = Checkpoint.open(gguf(file));
        JsonNode tensors = golden(golden).path("tensors");
        assertEquals(tensors.size(), checkpoint.names().size());
        for (String name : checkpoint.names()) {
            TensorInfo info = checkpoint.info(name);
            JsonNode expected = tensors.path(name);
            assertEquals(expected.path("stored").asText(), info.format(), name);
            try (Weights loaded = WeightLoader.load(checkpoint, WeightLoader.whole(List.of(name)), Device.CPU,
                    DType.F32, Progress.NONE); Tensor stored = loaded.get(name);
                    Tensor plain = info.blocks().isPresent() ? unpacked(stored, info) : stored.copy()) {
                assertEquals(expected.path("sha256").asText(), sha256(plain.floats()), name + " " + info.format());
            }
        }
    }

    private static Tensor unpacked(Tensor stored, TensorInfo info) {
        return Program.load(BlockForm.class, "gguf.py").call("unpacked", stored, info.format(), DType.F32.number());
    }

    private static String sha256(float[] numbers) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    @ParameterizedTest
    @CsvSource({T5 + ",KEEP", T5 + ",STREAM", "t5xxl-mixed,gguf-t5-legacy-mix,KEEP",
        "t5-v1_1-xxl-encoder-Q3_K_M,gguf-t5-k-mix,KEEP", "t5-v1_1-xxl-encoder-Q3_K_M,gguf-t5-k-mix,STREAM"})
    void t5GivesWhatTransformersGives(String file, String golden, Residence.Policy policy) throws Exception {
        JsonNode output = golden(golden).path("output");
        SortedMap<String, Tensor> inputs = TestData.tensors(TestData.shared("weights/" + text(output, "inputs")));
        SortedMap<String, Tensor> expected = TestData.tensors(TestData.shared("weights/" + text(output, "outputs")));
        try (T5Encoder encoder = T5Encoder.open(gguf(file), policy, Device.CPU, DType.F32, Progress.NONE);
                Tensor states = encoder.encode(rows(inputs.get("input_ids")), Progress.NONE)) {
            assertWithin(output, states, expected.get("last_hidden_state"));
            long memory = inMemory(Checkpoint.open(gguf(file)));
            assertEquals(policy == Residence.Policy.KEEP ? memory : 0, encoder.bytes());
            ListedEncoder.Sound listed = (ListedEncoder.Sound) EncoderListing.look(
                    new ModelFolders(List.of(gguf(file).getParent())), file + ".gguf").orElseThrow();
            assertEquals(memory, listed.bytesIn(DType.F32));
            assertEquals(Checkpoint.open(gguf(file)).bytes(), listed.bytesOnDisk());
        }
    }

    @ParameterizedTest
    @CsvSource({"t5-v1_1-xxl-encoder-Q8_0,gguf-t5-q8_0-tokenizer,BF16,0.03", T5 + ",F16,0.004",
        "t5-v1_1-xxl-encoder-Q3_K_M,gguf-t5-k-mix,BF16,0.03"})
    void t5ComputesInHalfPrecisionAndComesClose(String file, String golden, DType dtype, double limit)
            throws Exception {
        JsonNode output = golden(golden).path("output");
        SortedMap<String, Tensor> inputs = TestData.tensors(TestData.shared("weights/" + text(output, "inputs")));
        SortedMap<String, Tensor> expected = TestData.tensors(TestData.shared("weights/" + text(output, "outputs")));
        try (T5Encoder encoder = T5Encoder.load(gguf(file), Device.CPU, dtype, Progress.NONE);
                Tensor states = encoder.encode(rows(inputs.get("input_ids")), Progress.NONE)) {
            double error = TestData.relativeError(states, expected.get("last_hidden_state"));
            assertTrue(error > 1e-6 && error < limit, dtype + ": " + error);
        }
    }

    /** Matrices in blocks stay so, what is plain is computed with in float32. */
    private static long inMemory(Checkpoint checkpoint) throws Exception {
        long bytes = 0;
        for (String name : checkpoint.names()) {
            TensorInfo info = checkpoint.info(name);
            boolean table = name.endsWith("attn_rel_b.weight");
            bytes += info.blocks().isPresent() && !table ? info.bytes() : info.count() * Float.BYTES;
        }
        return bytes;
    }

    private static List<List<Integer>> rows(Tensor ids) {
        List<Integer> row = new ArrayList<>();
        for (long id : ids.longs()) {
            row.add((int) id);
        }
        return List.of(row);
    }

    @ParameterizedTest
    @CsvSource({"flux1-schnell-Q3_K_S,gguf-flux-k-mix,FluxTransformer2DModel",
        "flux1-dev-Q8_0,gguf-flux-legacy,FluxTransformer2DModel",
        "sd3_medium-sdcpp,gguf-sd3-mix,SD3Transformer2DModel"})
    void denoisersGiveWhatDiffusersGives(String file, String golden, String className) throws Exception {
        JsonNode output = golden(golden).path("output");
        Path model = withConfig(file, text(output, "model"), className);
        SortedMap<String, Tensor> inputs = TestData.tensors(TestData.shared("weights/" + text(output, "inputs")));
        SortedMap<String, Tensor> expected = TestData.tensors(TestData.shared("weights/" + text(output, "outputs")));
        Tensor hidden = inputs.get("hidden_states");
        boolean packed = hidden.shape().length == 3;
        int[] size = packed ? size(inputs.get("img_ids")) : new int[] {(int) hidden.size(2), (int) hidden.size(3)};
        float timestep = inputs.get("timestep").floats()[0] * (packed ? 1000 : 1);
        for (Residence.Policy policy : List.of(Residence.Policy.KEEP, Residence.Policy.STREAM)) {
            try (DiffusionTransformer transformer = TransformerFile.open(model).open(policy, Device.CPU, DType.F32,
                    Progress.NONE);
                    Tensor latents = Latents.unpacked(hidden, size[0], size[1]);
                    Tensor guidance = Optional.ofNullable(inputs.get("guidance")).map(Tensor::copy)
                            .orElseGet(() -> Tensor.of(new float[] {1}, 1));
                    Conditioning conditioning = transformer.condition(new Prompt(inputs.get("encoder_hidden_states"),
                            inputs.get("pooled_projections")), guidance, size[0], size[1], Progress.NONE);
                    Tensor velocity = conditioning.predict(latents, timestep, Progress.NONE);
                    Tensor sample = Latents.unpacked(expected.get("sample"), size[0], size[1])) {
                assertWithin(output, velocity, sample);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"flux1-schnell-Q3_K_S,gguf-flux-k-mix,FluxTransformer2DModel",
        "sd3_medium-sdcpp,gguf-sd3-mix,SD3Transformer2DModel"})
    void denoisersComputeInHalfPrecisionAndComeClose(String file, String golden, String className) throws Exception {
        JsonNode output = golden(golden).path("output");
        Path model = withConfig(file, text(output, "model"), className);
        SortedMap<String, Tensor> expected = TestData.tensors(TestData.shared("weights/" + text(output, "outputs")));
        SortedMap<String, Tensor> inputs = TestData.tensors(TestData.shared("weights/" + text(output, "inputs")));
        Tensor hidden = inputs.get("hidden_states");
        boolean packed = hidden.shape().length == 3;
        int[] size = packed ? size(inputs.get("img_ids")) : new int[] {(int) hidden.size(2), (int) hidden.size(3)};
        float timestep = inputs.get("timestep").floats()[0] * (packed ? 1000 : 1);
        try (DiffusionTransformer transformer = TransformerFile.open(model).load(Device.CPU, DType.BF16,
                Progress.NONE);
                Tensor latents = Latents.unpacked(hidden, size[0], size[1]);
                Tensor guidance = Tensor.of(new float[] {1}, 1);
                Conditioning conditioning = transformer.condition(new Prompt(inputs.get("encoder_hidden_states"),
                        inputs.get("pooled_projections")), guidance, size[0], size[1], Progress.NONE);
                Tensor velocity = conditioning.predict(latents, timestep, Progress.NONE);
                Tensor sample = Latents.unpacked(expected.get("sample"), size[0], size[1])) {
            double error = TestData.relativeError(velocity, sample);
            assertTrue(error > 1e-6 && error < 0.05, "BF16: " + error);
        }
    }

    /** ggml's own tools leave out sizes of 1 at the beginning; the position table of SD3 has one. */
    @Test
    void aTableWithoutItsFirstDimensionIsTheSame() throws Exception {
        byte[] bytes = Files.readAllBytes(gguf("sd3_medium-sdcpp"));
        byte[] name = "model.diffusion_model.pos_embed".getBytes(StandardCharsets.US_ASCII);
        int at = find(bytes, name) + name.length;
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(3, numbers.getInt(at));
        assertEquals(1, numbers.getLong(at + 4 + 16));
        // the header is padded up to the alignment of 32, so eight bytes that go are put back where it ends
        int header = (int) Checkpoint.open(gguf("sd3_medium-sdcpp")).names().stream().mapToLong(each -> {
            try {
                return Checkpoint.open(gguf("sd3_medium-sdcpp")).info(each).begin();
            } catch (CheckpointException e) {
                throw new AssertionError(e);
            }
        }).min().orElseThrow();
        numbers.putInt(at, 2);
        byte[] shorter = new byte[bytes.length];
        System.arraycopy(bytes, 0, shorter, 0, at + 4 + 16);
        System.arraycopy(bytes, at + 4 + 24, shorter, at + 4 + 16, header - (at + 4 + 24));
        System.arraycopy(bytes, header, shorter, header, bytes.length - header);
        Path file = withConfig("sd3_medium-sdcpp", "mini-sd3-64", "SD3Transformer2DModel");
        long whole = TransformerFile.open(file).stored().parameters();
        try (Weights before = TransformerFile.open(file).stored().load(List.of("pos_embed.pos_embed"), Device.CPU,
                DType.F32, Progress.NONE)) {
            Files.write(file, shorter);
            assertEquals(List.of(144L, 64L), Checkpoint.open(file).info(new String(name, StandardCharsets.US_ASCII))
                    .shape());
            StoredModel model = TransformerFile.open(file).stored();
            assertEquals(whole, model.parameters());
            try (Weights after = model.load(List.of("pos_embed.pos_embed"), Device.CPU, DType.F32, Progress.NONE);
                    Tensor one = before.get("pos_embed.pos_embed"); Tensor other = after.get("pos_embed.pos_embed")) {
                assertArrayEquals(one.shape(), other.shape());
                assertArrayEquals(one.floats(), other.floats());
            }
        }
    }

    private static int find(byte[] bytes, byte[] name) {
        int at = 0;
        while (!Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
            at++;
        }
        return at;
    }

    /** Height and width of latents, by the last token's place. */
    private static int[] size(Tensor ids) {
        float[] all = ids.floats();
        return new int[] {2 * ((int) all[all.length - 2] + 1), 2 * ((int) all[all.length - 1] + 1)};
    }

    /** A copy, with the config that the sizes of so small a model do not tell. */
    private Path withConfig(String file, String model, String className) throws Exception {
        Path copy = Files.copy(gguf(file), folder.resolve(file + ".gguf"));
        ObjectNode config = (ObjectNode) TestData.json(TestData.shared("weights/inputs/" + model + ".json"))
                .path("config");
        Files.writeString(folder.resolve(file + ".json"), config.put("_class_name", className).toString());
        return copy;
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText();
    }

    private static void assertWithin(JsonNode output, Tensor found, Tensor expected) {
        float[] is = found.floats();
        float[] should = expected.floats();
        assertEquals(should.length, is.length);
        double most = 0;
        for (int i = 0; i < is.length; i++) {
            most = Math.max(most, Math.abs(is[i] - should[i]));
        }
        assertTrue(most <= output.path("tolerance_max_abs").asDouble(), "largest difference " + most);
    }

    @Test
    void aTypeThatIsNotReadIsNamedBeforeAnythingIsLoaded() throws Exception {
        byte[] bytes = Files.readAllBytes(gguf("t5xxl-mixed"));
        byte[] name = "enc.blk.0.attn_o.weight".getBytes(StandardCharsets.US_ASCII);
        int at = find(bytes, name);
        // behind the name: two dimensions and the type
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + name.length + 4 + 16, 39);
        Path file = Files.write(folder.resolve("t5.gguf"), bytes);
        String message = assertThrows(CheckpointException.class, () -> T5Encoder.load(file, Device.CPU, DType.F32,
                Progress.NONE)).getMessage();
        assertTrue(message.startsWith(file + " stores enc.blk.0.attn_o.weight as type 39 (MXFP4), which is not read"),
                message);
        assertEquals("T5 encoder", ModelFile.identify(file).label());
        assertEquals(message, ModelFile.identify(file).problem());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"t5-v1_1-xxl-encoder-Q8_0; T5 encoder; Q8_0, F32",
        "t5-v1_1-xxl-encoder-Q3_K_M; T5 encoder; Q6_K, Q5_K, IQ4_NL and others",
        "flux1-schnell-Q3_K_S; FLUX.1 schnell transformer; Q2_K, Q8_0, Q3_K and others",
        "sd3_medium-sdcpp; SD3 transformer; F16, Q5_1, Q6_K and others"})
    void identified(String name, String label, String format) throws Exception {
        ModelFile file = ModelFile.identify(gguf(name));
        assertEquals(label, file.label());
        assertEquals("", file.problem());
        assertEquals(format, file.format());
        Checkpoint checkpoint = Checkpoint.open(gguf(name));
        long numbers = 0;
        for (String each : checkpoint.names()) {
            numbers += checkpoint.info(each).shape().stream().reduce(1L, (a, b) -> a * b);
        }
        assertEquals(numbers, file.parameters());
        assertEquals(checkpoint.bytes(), file.bytes());
    }
}
