// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Latents;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipPart;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeEncoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Checkpoints with all of a pipeline in one file: each part gives what diffusers and transformers give. */
class AllInOneTest {

    @TempDir
    private Path folder;

    static List<String> cases() throws Exception {
        return StreamSupport.stream(TestData.json(TestData.shared("weights/cases.json")).path("cases").spliterator(),
                false).filter(each -> each.path("kind").asText().equals("all-in-one"))
                .map(each -> each.path("case").asText()).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPartGivesWhatTheReferenceGives(String name) throws Exception {
        JsonNode golden = golden(name);
        Path file = withConfigs(golden);
        LatentSpace space = name.startsWith("flux") ? LatentSpace.FLUX : LatentSpace.SD3;
        List<String> labels = ModelFile.identify(file).parts().stream().map(Part::label).toList();
        for (Map.Entry<String, JsonNode> each : golden.path("outputs").properties()) {
            JsonNode output = each.getValue();
            SortedMap<String, Tensor> inputs = tensors(output, "inputs");
            SortedMap<String, Tensor> expected = tensors(output, "outputs");
            switch (each.getKey()) {
                case "transformer" -> transformer(file, output, inputs, expected);
                case "t5" -> t5(file, output, inputs, expected);
                case "vae" -> vae(file, space, output, inputs, expected);
                default -> clip(file, each.getKey(), output, inputs, expected);
            }
        }
        assertEquals(golden.path("outputs").size(), labels.size(), labels.toString());
        assertTrue(labels.contains(space.label() + " VAE"), labels.toString());
        for (Part part : ModelFile.identify(file).parts()) {
            assertEquals("", part.problem(), part.label());
        }
    }

    private static void transformer(Path file, JsonNode output, SortedMap<String, Tensor> inputs,
            SortedMap<String, Tensor> expected) throws Exception {
        Tensor hidden = inputs.get("hidden_states");
        boolean packed = hidden.shape().length == 3;
        int[] size = packed ? size(inputs.get("img_ids")) : new int[] {(int) hidden.size(2), (int) hidden.size(3)};
        float timestep = inputs.get("timestep").floats()[0] * (packed ? 1000 : 1);
        try (DiffusionTransformer transformer = TransformerFile.open(file).open(Residence.Policy.KEEP, Device.CPU,
                DType.F32, Progress.NONE);
                Tensor latents = Latents.unpacked(hidden, size[0], size[1]);
                Tensor guidance = Optional.ofNullable(inputs.get("guidance")).map(Tensor::copy)
                        .orElseGet(() -> Tensor.of(new float[] {1}, 1));
                Conditioning conditioning = transformer.condition(new Prompt(inputs.get("encoder_hidden_states"),
                        inputs.get("pooled_projections")), guidance, size[0], size[1], Progress.NONE);
                Tensor velocity = conditioning.predict(latents, timestep, Progress.NONE);
                Tensor sample = Latents.unpacked(expected.get("sample"), size[0], size[1])) {
            assertWithin(output, "transformer", velocity.floats(), sample.floats());
        }
    }

    private static int[] size(Tensor ids) {
        float[] all = ids.floats();
        return new int[] {2 * ((int) all[all.length - 2] + 1), 2 * ((int) all[all.length - 1] + 1)};
    }

    private static void t5(Path file, JsonNode output, SortedMap<String, Tensor> inputs,
            SortedMap<String, Tensor> expected) throws Exception {
        try (T5Encoder encoder = T5Encoder.load(file, Device.CPU, DType.F32, Progress.NONE);
                Tensor states = encoder.encode(rows(inputs.get("input_ids")), Progress.NONE)) {
            assertWithin(output, "t5", states.floats(), expected.get("last_hidden_state").floats());
        }
    }

    private static void clip(Path file, String part, JsonNode output, SortedMap<String, Tensor> inputs,
            SortedMap<String, Tensor> expected) throws Exception {
        try (ClipEncoder encoder = ClipEncoder.open(file, ClipPart.of(part), Residence.Policy.KEEP, Device.CPU,
                DType.F32, Progress.NONE);
                ClipOutput found = encoder.encode(rows(inputs.get("input_ids")), Progress.NONE)) {
            assertWithin(output, part, found.penultimate().floats(), expected.get("penultimate").floats());
            boolean projected = expected.containsKey("text_embeds");
            Tensor pooled = projected ? found.projected().orElseThrow() : found.pooled();
            assertWithin(output, part, pooled.floats(),
                    expected.get(projected ? "text_embeds" : "pooler_output").floats());
        }
    }

    /** The reference neither scales nor shifts. */
    private static void vae(Path file, LatentSpace space, JsonNode output, SortedMap<String, Tensor> inputs,
            SortedMap<String, Tensor> expected) throws Exception {
        VaeFile vae = VaeFile.open(file);
        assertEquals(Optional.of(space), vae.latentSpace());
        float[] scaled = inputs.get("latents").floats();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) ((scaled[i] - space.shiftFactor()) * space.scalingFactor());
        }
        try (VaeDecoder decoder = vae.loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                VaeEncoder encoder = vae.loadEncoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor latents = Tensor.of(scaled, inputs.get("latents").shape());
                Tensor decoded = decoder.decode(latents, Progress.NONE);
                Tensor encoded = encoder.encode(inputs.get("image"), Progress.NONE)) {
            assertWithin(output, "vae", decoded.floats(), expected.get("decoded").floats());
            float[] mean = encoded.floats();
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) (mean[i] / space.scalingFactor() + space.shiftFactor());
            }
            assertWithin(output, "vae", mean, expected.get("mean").floats());
        }
    }

    /** A copy, with beside it what the shapes of so small models do not tell. */
    private Path withConfigs(JsonNode golden) throws Exception {
        Path shared = TestData.shared("weights/" + golden.path("file").asText());
        Path copy = Files.copy(shared, folder.resolve("checkpoint.safetensors"));
        ObjectNode configs = ((ObjectNode) TestData.json(TestData.shared("weights/inputs/mini-vae-flux.json")))
                .removeAll();
        for (Map.Entry<String, JsonNode> each : golden.path("outputs").properties()) {
            JsonNode config = TestData.json(TestData.shared("weights/inputs/" + each.getValue().path("model").asText()
                    + ".json")).path("config");
            configs.set(each.getKey() + "_config", config);
        }
        // whose the latents are follows from the denoiser
        ((ObjectNode) configs.path("vae_config")).remove(List.of("scaling_factor", "shift_factor"));
        Files.writeString(folder.resolve("checkpoint.json"), configs.toString());
        return copy;
    }

    private static JsonNode golden(String name) throws Exception {
        return StreamSupport.stream(TestData.json(TestData.shared("weights/cases.json")).path("cases").spliterator(),
                false).filter(each -> each.path("case").asText().equals(name)).findFirst().orElseThrow();
    }

    private static SortedMap<String, Tensor> tensors(JsonNode output, String key) throws Exception {
        return TestData.tensors(TestData.shared("weights/" + output.path(key).asText()));
    }

    private static List<List<Integer>> rows(Tensor ids) {
        List<Integer> row = new ArrayList<>();
        for (long id : ids.longs()) {
            row.add((int) id);
        }
        return List.of(row);
    }

    private static void assertWithin(JsonNode output, String what, float[] found, float[] expected) {
        assertEquals(expected.length, found.length);
        double most = 0;
        for (int i = 0; i < found.length; i++) {
            most = Math.max(most, Math.abs(found[i] - expected[i]));
        }
        assertTrue(most <= output.path("tolerance_max_abs").asDouble(), what + ": largest difference " + most);
    }
}
