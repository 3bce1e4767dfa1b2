// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Which files are taken for which autoencoder, and what is said about the others. */
class VaeFileTest {

    @TempDir
    Path folder;

    @Test
    void namesTellEncoderFromDecoder() throws Exception {
        VaeFile decoder = VaeFile.open(TestData.own("vae/tiny-original-decoder.safetensors"));
        VaeFile encoder = VaeFile.open(TestData.own("vae/tiny-original-encoder.safetensors"));
        assertTrue(decoder.decodes() && !decoder.encodes());
        assertTrue(encoder.encodes() && !encoder.decodes());
        assertEquals(16, decoder.latentChannels());
        assertEquals(16, encoder.latentChannels());
        assertTrue(message(() -> decoder.loadEncoder(Device.CPU, DType.F32, Progress.NONE))
                .contains("choose its encoder"));
    }

    @Test
    void singleFileWithoutConfigIsReadByItsShapesAndFluxConstants() throws Exception {
        String config = """
                {"_class_name": "AutoencoderKL", "block_out_channels": [32, 64, 64, 64], "layers_per_block": 2,
                 "norm_num_groups": 32, "latent_channels": 16, "scaling_factor": 0.3611, "shift_factor": 0.1159,
                 "use_quant_conv": false, "use_post_quant_conv": false, "mid_block_add_attention": true}""";
        VaeConfig known = new VaeConfig(16, List.of(32, 64, 64, 64), 2, 32, 0.3611, 0.1159, false, false, true);
        Path single = folder.resolve("ae.safetensors");
        writeOriginal(known, single);
        Path described = Files.createDirectory(folder.resolve("described"));
        Files.copy(single, described.resolve("ae.safetensors"));
        Files.writeString(described.resolve("config.json"), config);
        try (Tensor latents = Tensor.randn(5, 1, 16, 4, 4);
                VaeDecoder one = VaeFile.open(single).loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                VaeDecoder two = VaeFile.open(described).loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor first = one.decode(latents, Progress.NONE);
                Tensor second = two.decode(latents, Progress.NONE)) {
            assertTrue(first.finite());
            assertArrayEquals(second.floats(), first.floats());
        }
    }

    private static void writeOriginal(VaeConfig config, Path file) throws IOException {
        Map<String, List<Long>> shapes = new HashMap<>(config.shapes());
        Map<String, Tensor> tensors = new HashMap<>();
        shapes.forEach((name, shape) -> {
            long[] sizes = OriginalVaeNames.shape(name, shape).stream().mapToLong(Long::longValue).toArray();
            tensors.put(OriginalVaeNames.of(name), Tensor.randn(name.hashCode(), sizes));
        });
        SafetensorsWriter.write(file, tensors, Map.of());
        tensors.values().forEach(Tensor::close);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"act_fn\": \"relu\"|act_fn",
        "\"block_out_channels\": [8, 8, 16]|block_out_channels has 3 entries",
        "\"block_out_channels\": [8, 8, 16, -16]|block_out_channels is -16",
        "\"norm_num_groups\": 3|norm_num_groups is 3",
        "\"layers_per_block\": 1000000000|layers_per_block is 1000000000",
        "\"layers_per_block\": \"two\"|layers_per_block is \"two\"",
        "\"scaling_factor\": 0|scaling_factor is 0",
        "\"latents_mean\": [1.0]|latents_mean",
        "\"_class_name\": \"AutoencoderKLCogVideoX\"|_class_name is \"AutoencoderKLCogVideoX\", and only AutoencoderKL",
    })
    void configThatCannotBe(String change, String expected) throws Exception {
        Path broken = copy("kl-original");
        String config = Files.readString(broken.resolve("config.json"));
        String property = change.substring(0, change.indexOf(':'));
        String changed = config.replaceFirst("(?s)" + property + ": (\\[.*?\\]|[^,\n]*)", change);
        assertFalse(changed.equals(config), "the fixture has no " + property);
        Files.writeString(broken.resolve("config.json"), changed);
        String message = message(() -> VaeFile.open(broken));
        assertTrue(message.contains(expected) && message.contains("config.json"), message);
    }

    @Test
    void configThatContradictsTheWeightsIsRefusedBeforeLoading() throws Exception {
        Path broken = copy("kl-original");
        Path config = broken.resolve("config.json");
        Files.writeString(config, Files.readString(config).replaceFirst("(?s)\\[\\s*8,\\s*8,", "[16, 8,"));
        String message = message(() -> VaeFile.open(broken).loadDecoder(Device.CPU, DType.F32, Progress.NONE));
        assertTrue(message.contains("decoder."), message);
    }

    @Test
    void refusesIntegersByName() throws Exception {
        Path broken = copy("kl-original");
        Path file = broken.resolve("ae.safetensors");
        Map<String, Tensor> tensors = new HashMap<>(TestData.tensors(file));
        Tensor floats = tensors.get("decoder.conv_in.weight");
        tensors.put("decoder.conv_in.weight", floats.to(Device.CPU, DType.I32));
        SafetensorsWriter.write(file, tensors, Map.of());
        tensors.values().forEach(Tensor::close);
        floats.close();
        String message = message(() -> VaeFile.open(broken).loadDecoder(Device.CPU, DType.F32, Progress.NONE));
        assertTrue(message.contains("decoder.conv_in.weight as I32"), message);
    }

    @Test
    void configThatIsNeededAndMissingIsSaid() throws Exception {
        Path model = Files.createDirectory(folder.resolve("vae"));
        Path weights = model.resolve("diffusion_pytorch_model.safetensors");
        assertThrows(MissingFileException.class, () -> VaeFile.open(model));
        Files.copy(TestData.own("vae/kl-no-attention/diffusion_pytorch_model.safetensors"), weights);
        String message = assertThrows(MissingFileException.class, () -> VaeFile.open(model)).getMessage();
        assertTrue(message.contains(model + " has no config.json"), message);
    }

    @Test
    void namesOfTinyAutoencodersTellWhatShapesDoNot() throws Exception {
        assertEquals(Optional.empty(), named("decoder.safetensors").nameSpace());
        assertEquals(Optional.of(LatentSpace.FLUX), named("TAEF1_decoder.safetensors").nameSpace());
        assertEquals(Optional.of(LatentSpace.SD3), named("taesd3_decoder.safetensors").nameSpace());
        assertEquals(Optional.empty(), named("taesd3_decoder.safetensors").latentSpace());
    }

    private VaeFile named(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.copy(TestData.own("vae/tiny-original-decoder.safetensors"), file, StandardCopyOption.REPLACE_EXISTING);
        return VaeFile.open(file);
    }

    @Test
    void otherFilesAreRefused() throws Exception {
        Path other = folder.resolve("other.safetensors");
        try (Tensor tensor = Tensor.randn(1, 2, 2)) {
            SafetensorsWriter.write(other, Map.of("weight", tensor), Map.of());
        }
        assertTrue(message(() -> VaeFile.open(other)).contains("no tensor of an autoencoder"));
        Path broken = copy("kl-original");
        Files.writeString(broken.resolve("config.json"), "[1");
        assertTrue(message(() -> VaeFile.open(broken)).contains("config.json is not valid JSON"));
    }

    @Test
    void lyingShapesOfATinyAutoencoderAreRefused() throws Exception {
        Path lying = folder.resolve("lying.safetensors");
        Map<String, Tensor> tensors = new HashMap<>();
        for (String name : List.of("1.weight", "3.conv.0.weight", "19.weight")) {
            tensors.put(name, Tensor.randn(1, 4));
        }
        SafetensorsWriter.write(lying, tensors, Map.of());
        assertTrue(message(() -> VaeFile.open(lying)).contains("1.weight has the shape [4]"));
    }

    @Test
    void latentOfAnotherModelIsRefused() throws Exception {
        try (VaeDecoder decoder = VaeFile.open(TestData.own("vae/kl-original"))
                .loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor latents = Tensor.randn(1, 1, 4, 4, 4)) {
            Exception problem = assertThrows(IllegalArgumentException.class,
                    () -> decoder.decode(latents, Progress.NONE));
            assertTrue(problem.getMessage().contains("[batch, 16, height, width]"), problem.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kl-quant", "kl-original"})
    void streamingGivesTheSameBits(String model) throws Exception {
        VaeFile file = VaeFile.open(TestData.own("vae/" + model));
        try (VaeDecoder kept = file.loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                VaeDecoder streamed = file.decoder(Residence.Policy.STREAM, Device.CPU, DType.F32, Progress.NONE);
                VaeEncoder keptEncoder = file.loadEncoder(Device.CPU, DType.F32, Progress.NONE);
                VaeEncoder streamedEncoder =
                        file.encoder(Residence.Policy.STREAM, Device.CPU, DType.F32, Progress.NONE);
                Tensor latents = Tensor.randn(1, 2, file.latentChannels(), 2, 3);
                Tensor image = Tensor.randn(1, 2, 3, 16, 24);
                Tensor expected = kept.decode(latents, Progress.NONE);
                Tensor found = streamed.decode(latents, Progress.NONE);
                Tensor expectedLatents = keptEncoder.encode(image, Progress.NONE);
                Tensor foundLatents = streamedEncoder.encode(image, Progress.NONE)) {
            assertArrayEquals(expected.floats(), found.floats());
            assertArrayEquals(expectedLatents.floats(), foundLatents.floats());
            assertEquals(0, streamed.bytes());
            assertTrue(kept.bytes() > 0);
        }
    }

    @Test
    void progressIsWholeAndCancelStopsBetweenBlocks() throws Exception {
        try (VaeDecoder decoder = VaeFile.open(TestData.own("vae/kl-quant"))
                .loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                VaeEncoder encoder = VaeFile.open(TestData.own("vae/kl-quant"))
                        .loadEncoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor latents = Tensor.randn(1, 2, 4, 2, 2);
                Tensor image = Tensor.randn(1, 2, 3, 16, 16)) {
            assertProgress(steps -> decoder.decode(latents, steps).close());
            assertProgress(steps -> encoder.encode(image, steps).close());
            List<Long> seen = new ArrayList<>();
            assertThrows(CancellationException.class, () -> decoder.decode(latents, Progress.of((done, total) -> {
                seen.add(done);
                if (done == 3) {
                    throw new CancellationException();
                }
            })));
            assertEquals(List.of(0L, 1L, 2L, 3L), seen.stream().distinct().toList());
            assertEquals(1, Collections.frequency(seen, 3L), "nothing goes on after the cancellation");
        }
    }

    private interface Work {
        void with(Progress progress) throws CheckpointException;
    }

    private static void assertProgress(Work work) throws CheckpointException {
        List<Long> seen = new ArrayList<>();
        long[] last = {0};
        work.with(Progress.of((done, total) -> {
            seen.add(done);
            last[0] = total;
        }));
        assertEquals(LongStream.rangeClosed(0, last[0]).boxed().toList(), seen.stream().distinct().toList());
        assertEquals(seen.stream().sorted().toList(), seen);
        assertEquals(1, Collections.frequency(seen, last[0]), "the end is told once");
    }

    private Path copy(String name) throws IOException {
        Path target = Files.createDirectory(folder.resolve(name));
        for (String file : List.of("config.json", "ae.safetensors")) {
            Files.copy(TestData.own("vae/" + name).resolve(file), target.resolve(file));
        }
        return target;
    }

    private interface Opening {
        Object open() throws Exception;
    }

    private static String message(Opening opening) {
        return assertThrows(CheckpointException.class, opening::open).getMessage();
    }
}
