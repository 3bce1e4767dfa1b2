// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;

/** What a transformer's file may be, and what is said of one that cannot be used. */
class TransformerFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsSchedulerBesideTheTransformer() throws Exception {
        assertTrue(TransformerFile.open(TestData.own("transformer/flux-dev/transformer")).scheduler()
                .useDynamicShifting());
        assertEquals(SchedulerConfig.FLUX_SCHNELL,
                TransformerFile.open(TestData.own("transformer/flux-schnell")).scheduler());
        assertEquals(SchedulerConfig.FLUX_DEV,
                TransformerFile.open(TestData.own("transformer/flux-original.safetensors")).scheduler());
    }

    @Test
    void tellsConfigFromShapesOfAnOriginalFile() throws Exception {
        Map<String, Tensor> tensors = new TreeMap<>();
        put(tensors, "img_in.weight", 256, 64);
        put(tensors, "txt_in.weight", 256, 4096);
        put(tensors, "vector_in.in_layer.weight", 256, 768);
        put(tensors, "final_layer.linear.weight", 64, 256);
        put(tensors, "double_blocks.0.img_attn.norm.query_norm.scale", 128);
        put(tensors, "double_blocks.1.img_attn.qkv.weight", 768, 256);
        put(tensors, "single_blocks.11.linear1.weight", 1, 1);
        Path file = folder.resolve("schnell.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        FluxConfig expected = new FluxConfig(64, 2, 12, 128, 2, 4096, 768, false, List.of(16, 56, 56));
        assertEquals(expected, TransformerFile.open(file).config());
        assertMessage(() -> TransformerFile.open(file).load(Device.CPU, DType.F32, () -> {}), "is missing");
        tensors.values().forEach(Tensor::close);
    }

    @Test
    void asksForConfigWhereShapesDoNotTell() throws Exception {
        Path file = folder.resolve("small.safetensors");
        Files.copy(TestData.own("transformer/flux-original.safetensors"), file);
        assertMessage(() -> TransformerFile.open(file), "attention heads have 8 features", "small.json");
    }

    @Test
    void refusesFileWithoutTransformer() throws Exception {
        Path file = folder.resolve("vae.safetensors");
        try (Tensor tensor = Tensor.of(new float[4], 4)) {
            SafetensorsWriter.write(file, Map.of("decoder.conv_in.bias", tensor), Map.of());
        }
        assertMessage(() -> TransformerFile.open(file), "vae.safetensors", "holds no FLUX.1",
                "transformer; choose another file");
    }

    @Test
    void refusesWeightsThatNeedScalesOfAnotherKind() throws Exception {
        SortedMap<String, Tensor> tensors = TestData.tensors(TestData.own("transformer/flux-original.safetensors"));
        put(tensors, "model.diffusion_model.double_blocks.0.img_attn.qkv.weight_scale_inv", 1);
        Tensor weight = tensors.get("model.diffusion_model.double_blocks.0.img_attn.qkv.weight");
        tensors.put("model.diffusion_model.double_blocks.0.img_attn.qkv.weight", weight.to(Device.CPU, DType.F8_E4M3));
        Path file = folder.resolve("flux-original.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        Files.copy(TestData.own("transformer/flux-original.json"), folder.resolve("flux-original.json"));
        tensors.values().forEach(Tensor::close);
        assertMessage(() -> TransformerFile.open(file), "flux-original.safetensors",
                "img_attn.qkv.weight as F8_E4M3 with ", "weight_scale_inv, which is not read; choose the model in");
    }

    @Test
    void filesThatAreMissingAreToldFromWrongOnes() throws Exception {
        assertMissing(() -> TransformerFile.open(folder), "has no config.json");
        Path model = copy("flux-schnell/transformer");
        Files.delete(model.resolve("diffusion_pytorch_model-00002-of-00002.safetensors"));
        assertMissing(() -> TransformerFile.open(model), "diffusion_pytorch_model-00002-of-00002.safetensors");
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.filter(each -> each.toString().contains("safetensors")).toList()) {
                Files.delete(file);
            }
        }
        assertMissing(() -> TransformerFile.open(model), "holds no .safetensors file");
        Files.writeString(model.resolve("diffusion_pytorch_model.bin"), "");
        assertEquals(CheckpointException.class,
                assertThrows(CheckpointException.class, () -> TransformerFile.open(model)).getClass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "flux-dev | true | false | guidance_embeds: false | weights hold time_text_embed.guidance_embedder.*",
        "flux-schnell | false | true | guidance_embeds: true | weights hold no time_text_embed.guidance_embedder.*",
    })
    void refusesGuidanceThatConfigAndWeightsDisagreeOn(String name, String before, String after, String config,
            String weights) throws Exception {
        Path model = copy(name + "/transformer");
        edit(model.resolve("config.json"), "\"guidance_embeds\": " + before, "\"guidance_embeds\": " + after);
        assertMessage(() -> TransformerFile.open(model), model.toString(), config, weights);
    }

    @Test
    void refusesGuidanceThatTheConfigBesideASingleFileDisagreesOn() throws Exception {
        Path file = folder.resolve("flux-original.safetensors");
        Path config = folder.resolve("flux-original.json");
        Files.copy(TestData.own("transformer/flux-original.safetensors"), file);
        Files.copy(TestData.own("transformer/flux-original.json"), config);
        edit(config, "\"guidance_embeds\": true", "\"guidance_embeds\": false");
        assertMessage(() -> TransformerFile.open(file), file.toString(), "guidance_embeds: false",
                "weights hold model.diffusion_model.guidance_in.*");
    }

    @Test
    void refusesIntegersByName() throws Exception {
        Path model = copy("flux-dev/transformer");
        Path file = model.resolve("diffusion_pytorch_model.safetensors");
        SortedMap<String, Tensor> tensors = TestData.tensors(file);
        Tensor floats = tensors.get("context_embedder.weight");
        tensors.put("context_embedder.weight", floats.to(Device.CPU, DType.I8));
        SafetensorsWriter.write(file, tensors, Map.of());
        tensors.values().forEach(Tensor::close);
        floats.close();
        assertMessage(() -> TransformerFile.open(model).load(Device.CPU, DType.F32, () -> {}),
                "context_embedder.weight as I8, expected float32");
    }

    @ParameterizedTest
    @CsvSource({"flux-dev,24,20", "sd3,24,20"})
    void streamingGivesTheSameBits(String name, int width, int pooled) throws Exception {
        TransformerFile file = TransformerFile.open(TestData.own("transformer/" + name + "/transformer"));
        try (DiffusionTransformer kept = file.load(Device.CPU, DType.F32, () -> {});
                DiffusionTransformer streamed =
                        file.open(Residence.Policy.STREAM, Device.CPU, DType.F32, () -> {});
                Tensor text = Tensor.randn(1, 1, 5, width);
                Tensor vector = Tensor.randn(2, 1, pooled);
                Tensor expected = predicted(kept, text, vector);
                Tensor found = predicted(streamed, text, vector)) {
            assertArrayEquals(expected.floats(), found.floats());
            assertEquals(0, streamed.bytes());
            assertEquals(4 * file.stored().parameters(), kept.bytes());
        }
    }

    private static Tensor predicted(DiffusionTransformer model, Tensor text, Tensor vector) throws Exception {
        try (Tensor guidance = Tensor.of(new float[] {3.5f}, 1);
                Tensor latents = Tensor.randn(3, 1, 16, 4, 6);
                Conditioning conditioning = model.condition(new Prompt(text, vector), guidance, 4, 6, () -> {})) {
            return conditioning.predict(latents, 500, () -> {});
        }
    }

    @Test
    void streamingIsCancelledBetweenBlocks() throws Exception {
        TransformerFile file = TransformerFile.open(TestData.own("transformer/flux-dev/transformer"));
        AtomicInteger asked = new AtomicInteger();
        try (Tensor text = Tensor.randn(1, 1, 5, 24); Tensor vector = Tensor.randn(2, 1, 20);
                Tensor guidance = Tensor.of(new float[] {3.5f}, 1); Tensor latents = Tensor.randn(3, 1, 16, 4, 6);
                DiffusionTransformer model = file.open(Residence.Policy.STREAM, Device.CPU, DType.F32, () -> {})) {
            long before = Torch.allocatedBytes();
            try (Conditioning conditioning = model.condition(new Prompt(text, vector), guidance, 4, 6, () -> {})) {
                assertThrows(CancellationException.class, () -> conditioning.predict(latents, 500, () -> {
                    if (asked.incrementAndGet() == 3) {
                        throw new CancellationException();
                    }
                }));
            }
            // what was read ahead is given back by another thread
            for (int i = 0; i < 500 && Torch.allocatedBytes() > before; i++) {
                Thread.sleep(20);
            }
            assertTrue(Torch.allocatedBytes() <= before, "a block or its states are still there");
        }
    }

    @ParameterizedTest
    @CsvSource({"flux-dev,24,20", "sd3,24,20"})
    void conditioningThatFailsHalfWayLeavesNothingBehind(String name, int width, int pooled) throws Exception {
        try (DiffusionTransformer model = TransformerFile.open(TestData.own("transformer/" + name + "/transformer"))
                .load(Device.CPU, DType.F32, () -> {});
                Tensor text = Tensor.zeros(DType.F32, Device.CPU, 1, 5, width);
                Tensor right = Tensor.zeros(DType.F32, Device.CPU, 1, pooled);
                Tensor wrong = Tensor.zeros(DType.F32, Device.CPU, 1, pooled + 1);
                Tensor guidance = Tensor.of(new float[] {3.5f}, 1)) {
            model.condition(new Prompt(text, right), guidance, 4, 4, () -> {}).close();
            long before = Torch.allocatedBytes();
            assertThrows(TorchException.class,
                    () -> model.condition(new Prompt(text, wrong), guidance, 4, 4, () -> {}));
            assertTrue(Torch.allocatedBytes() <= before, "the projected text is still there");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"num_layers\": 1 | \"num_layers\": 2 | transformer_blocks.1.attn.add_k_proj.bias is missing",
        "\"joint_attention_dim\": 24 | \"joint_attention_dim\": 32 | context_embedder.weight has shape [16, 24]",
        "\"guidance_embeds\": true | \"guidance_embeds\": 7 | guidance_embeds is 7",
        "\"num_layers\": 1 | \"num_layers\": -3 | num_layers is -3, expected a whole number from 1 to 1000",
        "\"num_layers\": 1 | \"num_layers\": 1e99 | num_layers is 1.0E99",
        "\"attention_head_dim\": 8 | \"attention_head_dim\": 16 | axes_dims_rope is [2,2,4], expected three even",
        "\"in_channels\": 64 | \"in_channels\": 63 | in_channels is 63",
        "FluxTransformer2DModel | UNet2DConditionModel | describes a UNet2DConditionModel",
        "\"patch_size\": 1 | \"patch_size\": 2 | patch_size is 2",
        "{ | [ | is not valid JSON",
    })
    void refusesConfigThatCannotBeTrue(String text, String replacement, String message) throws Exception {
        Path model = copy("flux-dev/transformer");
        edit(model.resolve("config.json"), text, replacement);
        assertMessage(() -> TransformerFile.open(model).load(Device.CPU, DType.F32, () -> {}), message);
    }

    /** What other programs write in front of all names, and norms whose scales are called weights. */
    @ParameterizedTest
    @ValueSource(strings = {"model.diffusion_model.", "diffusion_model.", "transformer.", "model."})
    void prefixesOfOtherProgramsAreKnown(String prefix) throws Exception {
        SortedMap<String, Tensor> renamed = new TreeMap<>();
        TestData.tensors(TestData.own("transformer/flux-original.safetensors")).forEach((name, tensor) ->
                renamed.put(prefix + name.replace("model.diffusion_model.", "")
                        .replaceFirst("norm\\.scale$", "norm.weight"), tensor));
        Path file = folder.resolve("other.safetensors");
        SafetensorsWriter.write(file, renamed, Map.of());
        Files.copy(TestData.own("transformer/flux-original.json"), folder.resolve("other.json"));
        assertTrue(renamed.containsKey(prefix + "double_blocks.0.img_attn.norm.key_norm.weight"));
        assertEquals(TransformerFile.open(TestData.own("transformer/flux-original.safetensors")).stored().names(),
                TransformerFile.open(file).stored().names());
        assertEquals("FLUX.1 dev transformer", ModelFile.identify(file).label());
        assertEquals(List.of(), ModelFile.identify(file).notes());
    }

    /** Other programs keep notes about a model in a file of the same name. */
    @Test
    void aJsonFileBesideThatIsNoConfigIsPassedOver() throws Exception {
        Path file = folder.resolve("sd35.safetensors");
        Files.copy(TestData.own("transformer/sd35-medium-original.safetensors"), file);
        Files.writeString(folder.resolve("sd35.json"), "{\"description\": \"\", \"sd version\": \"SD3\"}");
        TransformerFile.open(file).stored();
    }

    @Test
    void refusesModelThatTakesMoreThanItGives() throws Exception {
        Path model = copy("flux-dev/transformer");
        edit(model.resolve("config.json"), "\"in_channels\": 64", "\"in_channels\": 384");
        edit(model.resolve("config.json"), "\"out_channels\": null", "\"out_channels\": 64");
        assertMessage(() -> TransformerFile.open(model), "in_channels is 384 and out_channels 64");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"caption_projection_dim\": 16 | \"caption_projection_dim\": 24 | caption_projection_dim is 24",
        "\"qk_norm\": \"rms_norm\" | \"qk_norm\": \"layer_norm\" | qk_norm is \"layer_norm\"",
        "\"pos_embed_max_size\": 8 | \"pos_embed_max_size\": 9 | pos_embed.pos_embed has shape [1, 64, 16]",
    })
    void refusesSd3ConfigThatCannotBeTrue(String text, String replacement, String message) throws Exception {
        Path model = copy("sd35/transformer");
        edit(model.resolve("config.json"), text, replacement);
        assertMessage(() -> TransformerFile.open(model).load(Device.CPU, DType.F32, () -> {}), message);
    }

    @Test
    void namesMissingTensor() throws Exception {
        Path model = copy("flux-dev/transformer");
        Path file = model.resolve("diffusion_pytorch_model.safetensors");
        SortedMap<String, Tensor> tensors = TestData.tensors(file);
        tensors.remove("single_transformer_blocks.1.attn.to_k.weight").close();
        SafetensorsWriter.write(file, tensors, Map.of());
        tensors.values().forEach(Tensor::close);
        assertMessage(() -> TransformerFile.open(model).load(Device.CPU, DType.F32, () -> {}),
                "single_transformer_blocks.1.attn.to_k.weight is missing");
    }

    @Test
    void namesMissingShard() throws Exception {
        Path model = copy("flux-schnell/transformer");
        Files.delete(model.resolve("diffusion_pytorch_model-00002-of-00002.safetensors"));
        assertMessage(() -> TransformerFile.open(model).load(Device.CPU, DType.F32, () -> {}),
                "diffusion_pytorch_model-00002-of-00002.safetensors");
    }

    private interface Action {
        void run() throws CheckpointException;
    }

    private static void assertMessage(Action action, String... parts) {
        String message = assertThrows(CheckpointException.class, action::run).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private static void assertMissing(Action action, String part) {
        String message = assertThrows(MissingFileException.class, action::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static void put(Map<String, Tensor> tensors, String name, long... shape) {
        tensors.put(name, Tensor.zeros(DType.F32, Device.CPU, shape));
    }

    private Path copy(String model) throws IOException {
        Path target = Files.createDirectory(folder.resolve("model"));
        try (Stream<Path> files = Files.list(TestData.own("transformer").resolve(model))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }

    private static void edit(Path file, String text, String replacement) throws IOException {
        String before = Files.readString(file);
        assertTrue(before.contains(text), before);
        Files.writeString(file, before.replace(text, replacement));
    }
}
