// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Latents;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipFiles;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** The LoRAs of the shared data, and the models that they are for. */
final class SharedLoras {

    private SharedLoras() {}

    /** All that are to be read. */
    static List<JsonNode> cases() throws Exception {
        List<JsonNode> cases = new ArrayList<>();
        for (JsonNode each : TestData.json(TestData.shared("weights/cases.json")).path("cases")) {
            if (each.path("kind").asText().equals("lora")) {
                cases.add(each);
            }
        }
        return cases;
    }

    static LoraFile lora(String file) throws CheckpointException {
        Path path = TestData.shared("weights/" + file);
        // PEFT's config lies beside it
        return LoraFile.open(file.endsWith("/adapter_model.safetensors") ? path.getParent() : path);
    }

    /** A model's program. */
    interface Run {
        SortedMap<String, Tensor> outputs(Residence weights, SortedMap<String, Tensor> inputs) throws Exception;
    }

    /**
     * A model and what may be changed of it.
     *
     * @param prefix of the reference's names
     */
    record Model(StoredModel stored, LoraTargets targets, String prefix, Run run) {

        Residence open(Residence.Policy policy, DType dtype) throws CheckpointException {
            return stored.open(policy, Device.CPU, dtype, Progress.NONE);
        }

        AdaptedResidence over(Residence base, Residence.Policy policy, LoraFile lora, double strength) {
            return new AdaptedResidence(base, policy, Device.CPU, DType.F32,
                    List.of(new AdaptedResidence.Applied(LoraFit.of(lora, targets), strength)));
        }

        /** What the model gives with these weights, by the names of the reference's outputs. */
        SortedMap<String, Tensor> outputs(Residence weights, SortedMap<String, Tensor> inputs) throws Exception {
            return run.outputs(weights, inputs);
        }

        /** The part of the program that a tensor is in. */
        int part(String name) {
            List<SortedSet<String>> parts = stored.parts();
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).contains(name)) {
                    return i;
                }
            }
            throw new AssertionError("no part has " + name);
        }
    }

    /** @param base as cases.json names it, such as {@code tiny-flux-dev-clip} */
    static Model model(String component, String base) throws CheckpointException {
        String pipeline = base.startsWith("tiny-sd3") ? "tiny-sd3" : "tiny-flux-dev";
        Path folder = TestData.shared("pipelines/" + pipeline);
        Map<String, String> folders = pipeline.equals("tiny-sd3")
                ? Map.of("clip_l", "text_encoder", "clip_g", "text_encoder_2", "t5", "text_encoder_3")
                : Map.of("clip_l", "text_encoder", "t5", "text_encoder_2");
        return switch (component) {
            case "transformer" -> transformer(TransformerFile.open(folder.resolve("transformer")));
            case "t5" -> t5(T5Files.open(folder.resolve(folders.get(component))));
            default -> {
                Path encoder = folder.resolve(folders.get(component));
                ClipFiles files = ClipFiles.open(encoder);
                LoraPart part = component.equals("clip_g") ? LoraPart.CLIP_G : LoraPart.CLIP_L;
                yield new Model(files.model(), ClipFiles.loraTargets(files.config(), part), "text_model.",
                        (weights, inputs) -> clip(encoder, weights, inputs));
            }
        };
    }

    static Model transformer(TransformerFile file) throws CheckpointException {
        return new Model(file.stored(), file.loraTargets(), "",
                (weights, inputs) -> velocity(file.model(), weights, inputs));
    }

    static Model t5(T5Files files) {
        return new Model(files.model(), T5Files.loraTargets(files.config()), "", (weights, inputs) -> {
            T5Encoder encoder = T5Encoder.of("t5", files.config(), weights, Device.CPU);
            return new TreeMap<>(Map.of("last_hidden_state", encoder.encode(rows(inputs), Progress.NONE)));
        });
    }

    private static SortedMap<String, Tensor> clip(Path model, Residence weights, SortedMap<String, Tensor> inputs)
            throws CheckpointException {
        try (ClipEncoder encoder = ClipEncoder.load(model, Device.CPU, DType.F32, Progress.NONE)) {
            ClipOutput output = encoder.with(own -> weights).encode(rows(inputs), Progress.NONE);
            SortedMap<String, Tensor> outputs = new TreeMap<>(Map.of("penultimate", output.penultimate(),
                    "pooler_output", output.pooled()));
            output.projected().ifPresent(projected -> outputs.put("text_embeds", projected));
            return outputs;
        }
    }

    private static List<List<Integer>> rows(SortedMap<String, Tensor> inputs) {
        return List.of(Arrays.stream(inputs.get("input_ids").longs()).mapToObj(id -> (int) id).toList());
    }

    private static SortedMap<String, Tensor> velocity(FamilyModel model, Residence weights,
            SortedMap<String, Tensor> inputs) throws CheckpointException {
        Tensor hidden = inputs.get("hidden_states");
        boolean packed = hidden.shape().length == 3;
        int[] size = packed ? size(inputs.get("img_ids")) : new int[] {(int) hidden.size(2), (int) hidden.size(3)};
        float timestep = inputs.get("timestep").floats()[0] * (packed ? 1000 : 1);
        DiffusionTransformer transformer = model.transformer(Device.CPU, weights);
        try (Tensor latents = Latents.unpacked(hidden, size[0], size[1]);
                Tensor guidance = Optional.ofNullable(inputs.get("guidance")).map(Tensor::copy)
                        .orElseGet(() -> Tensor.of(new float[] {1}, 1));
                Conditioning conditioning = transformer.condition(new Prompt(inputs.get("encoder_hidden_states"),
                        inputs.get("pooled_projections")), guidance, size[0], size[1], Progress.NONE)) {
            return new TreeMap<>(Map.of("sample", conditioning.predict(latents, timestep, Progress.NONE)));
        }
    }

    /** The reference's outputs as this program gives them. */
    static SortedMap<String, Tensor> expected(Path file, SortedMap<String, Tensor> inputs) throws Exception {
        SortedMap<String, Tensor> expected = TestData.tensors(file);
        if (inputs.containsKey("img_ids")) {
            int[] size = size(inputs.get("img_ids"));
            expected.put("sample", Latents.unpacked(expected.get("sample"), size[0], size[1]));
        }
        return expected;
    }

    /** Height and width of latents, by the last token's place. */
    private static int[] size(Tensor ids) {
        float[] all = ids.floats();
        return new int[] {2 * ((int) all[all.length - 2] + 1), 2 * ((int) all[all.length - 1] + 1)};
    }
}
