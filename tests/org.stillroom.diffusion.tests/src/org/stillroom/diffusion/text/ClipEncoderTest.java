// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

class ClipEncoderTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({"clip-l,clip-l", "clip-g,clip-g", "clip-single/clip_fp16.safetensors,clip-single"})
    void givesWhatTransformersGives(String model, String golden) throws Exception {
        assertMatches(TestData.own("text").resolve(model),
                TestData.own("text").resolve(golden).resolve("golden.safetensors"));
    }

    @ParameterizedTest
    @CsvSource({"tiny-flux-dev/text_encoder,clip-tiny-flux-dev", "tiny-sd3/text_encoder,clip-l-tiny-sd3",
        "tiny-sd3/text_encoder_2,clip-g-tiny-sd3"})
    void givesWhatTheReferencePipelinesGive(String model, String golden) throws Exception {
        assertMatches(TestData.shared("pipelines").resolve(model),
                TestData.shared("golden").resolve(golden + ".safetensors"));
    }

    private static void assertMatches(Path model, Path golden) throws Exception {
        SortedMap<String, Tensor> tensors = TestData.tensors(golden);
        try (ClipEncoder encoder = ClipEncoder.load(model, Device.CPU, DType.F32, Progress.NONE);
                ClipOutput output = encoder.encode(Encodings.rows(tensors.get("input_ids")), Progress.NONE)) {
            TestData.assertClose("penultimate", output.penultimate(), tensors.get("penultimate"), 1e-5);
            Tensor pooled = tensors.getOrDefault("pooled", tensors.get("pooler_output"));
            if (pooled != null) {
                TestData.assertClose("pooled", output.pooled(), pooled, 1e-5);
            }
            assertEquals(tensors.containsKey("text_embeds"), output.projected().isPresent());
            if (output.projected().isPresent()) {
                TestData.assertClose("projected", output.projected().get(), tensors.get("text_embeds"), 1e-5);
            }
        }
    }

    /** The second row as the first one's negative prompt. */
    @Test
    void promptsAndNegativesComeApart() throws Exception {
        SortedMap<String, Tensor> golden = TestData.tensors(TestData.own("text/clip-g/golden.safetensors"));
        List<List<Integer>> rows = Encodings.rows(golden.get("input_ids"));
        try (ClipEncoder encoder = ClipEncoder.load(TestData.own("text/clip-g"), Device.CPU, DType.F32, Progress.NONE);
                ClipEmbedding both = encoder.embed(rows.subList(0, 1), rows.subList(1, 2), Progress.NONE)) {
            int row = 0;
            for (ClipOutput output : List.of(both.prompt(), both.negative().orElseThrow())) {
                try (Tensor penultimate = golden.get("penultimate").slice(0, row, row + 1);
                        Tensor pooled = golden.get("pooled").slice(0, row, row + 1);
                        Tensor projected = golden.get("text_embeds").slice(0, row, row + 1)) {
                    TestData.assertClose("penultimate", output.penultimate(), penultimate, 1e-5);
                    TestData.assertClose("pooled", output.pooled(), pooled, 1e-5);
                    TestData.assertClose("projected", output.projected().orElseThrow(), projected, 1e-5);
                }
                row++;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"clip-l,BF16,0.03", "clip-g,BF16,0.03", "clip-l,F16,0.004"})
    void computesInHalfPrecisionAndComesClose(String model, DType dtype, double limit) throws Exception {
        SortedMap<String, Tensor> golden = TestData.tensors(TestData.own("text/" + model + "/golden.safetensors"));
        try (ClipEncoder encoder = ClipEncoder.load(TestData.own("text/" + model), Device.CPU, dtype, Progress.NONE);
                ClipOutput output = encoder.encode(Encodings.rows(golden.get("input_ids")), Progress.NONE)) {
            assertTrue(TestData.relativeError(output.penultimate(), golden.get("penultimate")) > 1e-6);
            TestData.assertClose("penultimate", output.penultimate(), golden.get("penultimate"), limit);
            TestData.assertClose("pooled", output.pooled(), golden.get("pooled"), limit);
        }
    }

    @Test
    void whatFollowsTheEndOfTextDoesNotMatterToThePooledState() throws Exception {
        try (ClipEncoder encoder = ClipEncoder.load(TestData.own("text/clip-l"), Device.CPU, DType.F32, Progress.NONE);
                ClipOutput first = encoder.encode(List.of(List.of(5, 6, 663, 663)), Progress.NONE);
                ClipOutput second = encoder.encode(List.of(List.of(5, 6, 663, 0)), Progress.NONE)) {
            TestData.assertClose("pooled", second.pooled(), first.pooled(), 1e-5);
        }
    }

    @Test
    void aTextWithoutEndIsPooledAtItsFirstTokenAsInTransformers() throws Exception {
        try (ClipEncoder encoder = ClipEncoder.load(TestData.own("text/clip-g"), Device.CPU, DType.F32, Progress.NONE);
                ClipOutput first = encoder.encode(List.of(List.of(6)), Progress.NONE);
                ClipOutput without = encoder.encode(List.of(List.of(6, 7, 8)), Progress.NONE)) {
            TestData.assertClose("pooled", without.pooled(), first.pooled(), 1e-5);
        }
    }

    @Test
    void refusesMoreTokensThanPositionsAndForeignIds() throws Exception {
        try (ClipEncoder encoder =
                ClipEncoder.load(TestData.own("text/clip-l"), Device.CPU, DType.F32, Progress.NONE)) {
            IllegalArgumentException long78 = assertThrows(IllegalArgumentException.class,
                    () -> encoder.encode(List.of(Collections.nCopies(78, 1)), Progress.NONE));
            assertTrue(long78.getMessage().contains("at most 77 tokens, but was given 78"), long78.getMessage());
            IllegalArgumentException foreign = assertThrows(IllegalArgumentException.class,
                    () -> encoder.encode(List.of(List.of(49407)), Progress.NONE));
            assertTrue(foreign.getMessage().contains("49407 is not in the vocabulary of clip-l"), foreign.getMessage());
        }
    }

    @Test
    void cancelStopsBetweenLayers() throws Exception {
        try (ClipEncoder encoder =
                ClipEncoder.load(TestData.own("text/clip-l"), Device.CPU, DType.F32, Progress.NONE)) {
            for (long at = 0; at <= 3; at++) {
                long stop = at;
                assertThrows(CancellationException.class,
                        () -> encoder.encode(List.of(List.of(5, 1)), Progress.of((done, total) -> {
                            if (done == stop) {
                                throw new CancellationException();
                            }
                        })));
            }
        }
    }

    @Test
    void sizesComeFromConfigJsonAlone() throws Exception {
        Altered l = Altered.copy("clip-l", temp).delete("model.safetensors");
        ClipConfig config = ClipEncoder.config(l.folder());
        assertEquals(16, config.hiddenSize());
        assertEquals(77, config.positions());
        assertTrue(config.quickGelu());
        assertTrue(config.projection().isEmpty());
        Altered g = Altered.copy("clip-g", temp).delete("model.safetensors");
        assertEquals(20, ClipEncoder.config(g.folder()).projection().getAsInt());
        assertTrue(!ClipEncoder.config(g.folder()).quickGelu());
    }

    @Test
    void configAndWeightsMustAgree() throws Exception {
        assertFails(Altered.copy("clip-l", temp.resolve("a"))
                .json("config.json", json -> json.put("hidden_size", 24).put("num_attention_heads", 3)).folder(),
                "hidden_size 24", "[664, 16]");
        assertFails(Altered.copy("clip-l", temp.resolve("b"))
                .json("config.json", json -> json.put("max_position_embeddings", 64)).folder(), "64", "[77, 16]");
        assertFails(Altered.copy("clip-l", temp.resolve("c"))
                .json("config.json", json -> json.put("num_hidden_layers", 4)).folder(),
                "text_model.encoder.layers.3.", "missing");
        assertFails(Altered.copy("clip-g", temp.resolve("d")).weights("model.safetensors",
                tensors -> tensors.remove("text_projection.weight").close()).folder(),
                "text_projection.weight", "missing");
        assertFails(Altered.copy("clip-l", temp.resolve("e"))
                .json("config.json", json -> json.put("num_attention_heads", 5)).folder(),
                "divisor of hidden_size, 16");
        assertFails(Altered.copy("clip-l", temp.resolve("f"))
                .json("config.json", json -> json.put("hidden_act", "silu")).folder(),
                "hidden_act", "quick_gelu or gelu");
    }

    @Test
    void otherModelsAreRefusedByName() throws Exception {
        assertFails(TestData.own("text/t5-plain"), "does not look like a CLIP text encoder");
        CheckpointException e = assertThrows(CheckpointException.class,
                () -> ClipEncoder.config(TestData.own("text/t5-plain")));
        assertTrue(e.getMessage().contains("t5 model, expected clip_text_model"), e.getMessage());
    }

    /** Names, fused tensors and the turned projection as SDXL's checkpoints have them, and beside a vision tower. */
    @ParameterizedTest
    @ValueSource(strings = {"", "conditioner.embedders.1.model."})
    void theNamesOfOpenClipGiveTheSame(String prefix) throws Exception {
        SortedMap<String, Tensor> renamed = new TreeMap<>();
        SortedMap<String, Tensor> plain = TestData.tensors(TestData.own("text/clip-g/model.safetensors"));
        Map<OpenClipNames.Place, Tensor> places = new HashMap<>();
        plain.forEach((name, tensor) -> {
            if (name.equals("text_projection.weight")) {
                renamed.put(prefix + "text_projection", transposed(tensor));
            } else if (!name.endsWith("position_ids")) {
                places.put(OpenClipNames.of(name.replace("text_model.", "")), tensor);
            }
        });
        places.forEach((place, tensor) -> renamed.computeIfAbsent(prefix + place.name(), name -> place.third() < 0
                ? tensor.copy() : Tensor.cat(0, IntStream.range(0, 3).mapToObj(third ->
                        places.get(new OpenClipNames.Place(place.name(), third))).toList())));
        renamed.put(prefix.isEmpty() ? "visual.transformer.resblocks.0.ln_1.weight" : "label_emb.0.0.weight",
                Tensor.of(new float[1], 1));
        assertTrue(renamed.containsKey(prefix + "transformer.resblocks.1.attn.in_proj_bias"));
        Path file = temp.resolve("open_clip.safetensors");
        SafetensorsWriter.write(file, renamed, Map.of());
        Files.copy(TestData.own("text/clip-g/config.json"), temp.resolve("open_clip.json"));
        assertMatches(file, TestData.own("text/clip-g/golden.safetensors"));
    }

    /** Of CLIP-L and CLIP-G of no published width, by where they lie or what they are wired to. */
    @Test
    void theActivationIsThatOfThePartThatItIs() throws Exception {
        SortedMap<String, Tensor> both = new TreeMap<>();
        for (String part : List.of("text_encoders.clip_l.transformer.", "text_encoders.clip_g.transformer.")) {
            both.putAll(shapes(part + "text_model."));
        }
        Path file = temp.resolve("both.safetensors");
        SafetensorsWriter.write(file, both, Map.of());
        assertTrue(ClipEncoder.config(file, Optional.of(ClipPart.L)).quickGelu());
        assertFalse(ClipEncoder.config(file, Optional.of(ClipPart.G)).quickGelu());
        Path alone = temp.resolve("alone.safetensors");
        SafetensorsWriter.write(alone, shapes("text_model."), Map.of());
        assertTrue(ClipEncoder.config(alone).quickGelu());
        assertFalse(ClipEncoder.config(alone, Optional.of(ClipPart.G)).quickGelu());
    }

    private static SortedMap<String, Tensor> shapes(String prefix) {
        return new TreeMap<>(Map.of(
                prefix + "embeddings.token_embedding.weight", Tensor.of(new float[8 * 64], 8, 64),
                prefix + "embeddings.position_embedding.weight", Tensor.of(new float[77 * 64], 77, 64),
                prefix + "encoder.layers.0.mlp.fc1.weight", Tensor.of(new float[128 * 64], 128, 64)));
    }

    private static Tensor transposed(Tensor matrix) {
        int rows = (int) matrix.size(0);
        int columns = (int) matrix.size(1);
        try (Tensor plain = matrix.to(Device.CPU, DType.F32)) {
            float[] numbers = plain.floats();
            float[] turned = new float[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                turned[i % columns * rows + i / columns] = numbers[i];
            }
            return Tensor.of(turned, columns, rows);
        }
    }

    private static void assertFails(Path model, String... parts) {
        CheckpointException e = assertThrows(CheckpointException.class,
                () -> ClipEncoder.load(model, Device.CPU, DType.F32, Progress.NONE).close());
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), "\"" + part + "\" is not in: " + e.getMessage());
        }
    }
}
