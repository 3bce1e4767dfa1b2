// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** What config.json says, and what happens where the weights say otherwise. */
class T5ConfigTest {

    private static final String WEIGHTS = "model.safetensors";

    @TempDir
    private Path temp;

    @Test
    void theWidthComesFromConfigJsonAlone() throws Exception {
        Altered plain = Altered.copy("t5-plain", temp).delete(WEIGHTS);
        assertEquals(24, T5Encoder.config(plain.folder()).embeddingWidth());
        Altered student = Altered.copy("t5-student", temp).delete(WEIGHTS);
        assertEquals(24, T5Encoder.config(student.folder()).embeddingWidth());
        assertEquals(16, T5Encoder.config(student.folder()).dModel());
    }

    @Test
    void aStudentWithoutOutDimIs4096WideLikeTheClassItIsMadeFor() throws Exception {
        Altered student = Altered.copy("t5-student", temp).delete(WEIGHTS)
                .json("config.json", json -> json.remove("out_dim"));
        assertEquals(4096, T5Encoder.config(student.folder()).embeddingWidth());
    }

    @Test
    void theReleasedStudentFitsFlux() throws Exception {
        Path released = TestData.shared("prompts/distillt5-config.json");
        Files.copy(released, temp.resolve("config.json"));
        assertEquals(4096, T5Encoder.config(temp).embeddingWidth());
        assertEquals(768, T5Encoder.config(temp).dModel());
    }

    @Test
    void theWeightsDecideHowWideAStudentIs() throws Exception {
        Altered student = Altered.copy("t5-student", temp).json("config.json", json -> json.remove("out_dim"));
        try (T5Encoder encoder = T5Encoder.load(student.folder(), Device.CPU, DType.F32, () -> {});
                Tensor states = encoder.encode(List.of(List.of(1)), Progress.NONE)) {
            assertEquals(24, encoder.config().embeddingWidth());
            assertEquals(24, states.size(2));
        }
    }

    @Test
    void aSingleFileNeedsNoConfig() throws Exception {
        T5Config config = T5Encoder.config(TestData.own("text/t5-single/t5_fp16.safetensors"));
        assertEquals("T5Config[vocabSize=136, dModel=24, dKv=8, dFf=40, layers=2, heads=2, buckets=32, "
                + "maxDistance=128, epsilon=1.0E-6, gated=true, projection=OptionalInt.empty, tables=false]",
                config.toString());
    }

    @Test
    void configAndWeightsMustAgree() throws Exception {
        Altered model = Altered.copy("t5-plain", temp).json("config.json", json -> json.put("d_model", 32));
        assertFails(model.folder(), "d_model 32", "[136, 24]", "config.json");
    }

    @Test
    void layersHeadsAndFeedForwardMustAgree() throws Exception {
        assertFails(Altered.copy("t5-plain", temp.resolve("a"))
                .json("config.json", json -> json.put("num_layers", 4)).folder(),
                "encoder.block.3.layer.0.SelfAttention.k.weight is missing");
        assertFails(Altered.copy("t5-plain", temp.resolve("b"))
                .json("config.json", json -> json.put("num_heads", 3)).folder(), "[16, 24]", "[24, 24]");
        assertFails(Altered.copy("t5-plain", temp.resolve("c"))
                .json("config.json", json -> json.put("d_ff", 48)).folder(), "[40, 24]", "[48, 24]");
    }

    @Test
    void aMissingTensorIsNamed() throws Exception {
        String name = "encoder.block.1.layer.1.DenseReluDense.wo.weight";
        Altered model = Altered.copy("t5-plain", temp).weights(WEIGHTS, tensors -> tensors.remove(name).close());
        assertFails(model.folder(), name, "missing", "[24, 40]");
    }

    @Test
    void aStudentWithHalfAProjectionIsRefused() throws Exception {
        Altered model = Altered.copy("t5-student", temp)
                .weights(WEIGHTS, tensors -> tensors.remove("final_projection.3.weight").close());
        assertFails(model.folder(), "final_projection.3.weight", "missing");
    }

    @Test
    void aMissingShardIsNamed() throws Exception {
        Altered model = Altered.copy("t5-sharded", temp).delete("model-00002-of-00002.safetensors");
        assertFails(model.folder(), "model-00002-of-00002.safetensors");
    }

    @Test
    void integersAreNoWeights() throws Exception {
        Altered model = Altered.copy("t5-plain", temp).weights(WEIGHTS, tensors -> {
            tensors.remove("encoder.final_layer_norm.weight").close();
            tensors.put("encoder.final_layer_norm.weight", Tensor.zeros(DType.I64, Device.CPU, 24));
        });
        assertFails(model.folder(), "encoder.final_layer_norm.weight", "I64", "expected float32");
    }

    @Test
    void aScaleThatFitsNeitherAllNorRowsIsRefused() throws Exception {
        Altered model = Altered.copy("t5-single", temp).weights("t5_fp16.safetensors",
                tensors -> tensors.put("encoder.block.0.layer.0.SelfAttention.q.scale_weight",
                        Tensor.of(new float[3], 3)));
        assertFails(model.folder().resolve("t5_fp16.safetensors"), "SelfAttention.q.scale_weight of F32 has the shape "
                + "[3]", "one for all or for each");
    }

    /** A file that says that its float8 is scaled may have layers without a scale, which are plain. */
    @Test
    void aMarkWithoutScalesChangesNothing() throws Exception {
        Altered model = Altered.copy("t5-single", temp).weights("t5_fp16.safetensors", tensors -> {
            Tensor query = tensors.remove("encoder.block.0.layer.0.SelfAttention.q.weight");
            tensors.put("encoder.block.0.layer.0.SelfAttention.q.weight", query.to(Device.CPU, DType.F8_E4M3));
            query.close();
        });
        Path file = model.folder().resolve("t5_fp16.safetensors");
        T5Encoder.load(file, Device.CPU, DType.F32, () -> { }).close();
        model.weights("t5_fp16.safetensors", tensors -> tensors.put("scaled_fp8", Tensor.of(new float[1], 1)));
        T5Encoder.load(file, Device.CPU, DType.F32, () -> { }).close();
    }

    @Test
    void otherModelsAreRefusedByName() throws Exception {
        assertFails(TestData.own("text/clip-l"), "does not look like a T5 encoder");
        CheckpointException e = assertThrows(CheckpointException.class,
                () -> T5Encoder.config(TestData.own("text/clip-l")));
        assertTrue(e.getMessage().contains("clip_text_model model, expected t5"), e.getMessage());
        assertTrue(T5Config.describes(TestData.own("text/t5-plain")));
        assertTrue(!T5Config.describes(TestData.own("text/clip-l")));
        assertTrue(!T5Config.describes(temp));
    }

    @Test
    void damagedConfigsGiveASentence() throws Exception {
        assertConfigFails("{", "not valid JSON");
        assertConfigFails("[]", "not a JSON object");
        assertConfigFails("{\"d_model\":1,\"d_model\":2}", "Duplicate");
        assertConfigFails("{}", "d_model is missing");
        assertConfigFails("{\"feed_forward_proj\":\"gated-silu\"}", "feed_forward_proj is \"gated-silu\"");
        for (String value : List.of("0", "-3", "1.5", "1e30", "\"many\"", "99999999999999999999", "[]")) {
            assertConfigFails("{\"d_model\":" + value + "}", "d_model is", "expected a whole number");
        }
        assertConfigFails("{\"d_model\":8,\"vocab_size\":9,\"d_ff\":8,\"num_layers\":99999,\"num_heads\":1}",
                "num_layers is 99999");
        assertConfigFails("{\"d_model\":8,\"vocab_size\":9,\"d_ff\":8,\"num_layers\":1,\"num_heads\":1,"
                + "\"layer_norm_epsilon\":0}", "layer_norm_epsilon is 0");
        assertConfigFails("{\"d_model\":8,\"vocab_size\":9,\"d_ff\":8,\"num_layers\":1,\"num_heads\":1,"
                + "\"relative_attention_num_buckets\":3}", "multiple of 4");
        assertConfigFails("[".repeat(100_000), "not valid JSON");
    }

    private void assertConfigFails(String json, String... parts) throws Exception {
        Files.writeString(temp.resolve("config.json"), json);
        assertParts(assertThrows(CheckpointException.class, () -> T5Config.read(temp), json), parts);
    }

    private static void assertFails(Path model, String... parts) {
        assertParts(assertThrows(CheckpointException.class,
                () -> T5Encoder.load(model, Device.CPU, DType.F32, () -> {}).close()), parts);
        assertThrows(CheckpointException.class, () -> T5Encoder.open(model, Residence.Policy.STREAM, Device.CPU,
                DType.F32, () -> {}).close());
    }

    private static void assertParts(CheckpointException e, String... parts) {
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), "\"" + part + "\" is not in: " + e.getMessage());
        }
    }
}
