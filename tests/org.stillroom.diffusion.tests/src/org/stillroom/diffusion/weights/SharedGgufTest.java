// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** GGUF files as users have them; what is made of their numbers is in SharedWeightsTest. */
class SharedGgufTest {

    @TempDir
    private Path folder;

    private static Path gguf(String name) {
        return TestData.shared("weights/gguf/" + name + ".gguf");
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

    /** A copy, with the config that the sizes of so small a model do not tell. */
    private Path withConfig(String file, String model, String className) throws Exception {
        Path copy = Files.copy(gguf(file), folder.resolve(file + ".gguf"));
        ObjectNode config = (ObjectNode) TestData.json(TestData.shared("weights/inputs/" + model + ".json"))
                .path("config");
        Files.writeString(folder.resolve(file + ".json"), config.put("_class_name", className).toString());
        return copy;
    }

    @Test
    void aTypeThatIsNotReadIsNamedBeforeAnythingIsLoaded() throws Exception {
        byte[] bytes = Files.readAllBytes(gguf("t5-v1_1-xxl-encoder-Q3_K_M"));
        byte[] name = "enc.blk.0.attn_q.weight".getBytes(StandardCharsets.US_ASCII);
        int at = find(bytes, name);
        // behind the name: two dimensions and the type
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + name.length + 4 + 16, 19);
        Path file = Files.write(folder.resolve("t5.gguf"), bytes);
        String message = assertThrows(CheckpointException.class, () -> T5Encoder.load(file, Device.CPU, DType.F32,
                Progress.NONE)).getMessage();
        assertTrue(message.startsWith(file + " stores enc.blk.0.attn_q.weight as type 19 (IQ1_S), which is not read"),
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
