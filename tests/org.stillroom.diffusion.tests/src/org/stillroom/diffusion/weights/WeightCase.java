// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Latents;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** A file of cases.json in the shared weights, with what reference libraries make of it. */
record WeightCase(JsonNode json) {

    private static final Map<String, String> CLASSES = Map.of("flux", "FluxTransformer2DModel", "sd3",
            "SD3Transformer2DModel");

    private static final Set<String> KINDS = Set.of("fp8-plain", "scaled-fp8-old", "comfy-quant", "all-in-one",
            "gguf", "bitsandbytes", "container", "not-a-model", "gguf-broken");

    /** Those of weight files, good and bad. */
    static List<WeightCase> all() throws Exception {
        List<WeightCase> all = new ArrayList<>();
        for (JsonNode each : TestData.json(TestData.shared("weights/cases.json")).path("cases")) {
            if (KINDS.contains(each.path("kind").asText())) {
                all.add(new WeightCase(each));
            }
        }
        return all;
    }

    static WeightCase named(String name) throws Exception {
        return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    String name() {
        return json.path("case").asText();
    }

    String expect() {
        return json.path("expect").asText("read");
    }

    Path path() {
        return TestData.shared("weights/" + json.path("file").asText());
    }

    /** What is known of the tensors, by the file's own names. */
    JsonNode tensors() throws Exception {
        return json.has("same_tensors_as") ? named(json.path("same_tensors_as").asText()).tensors()
                : json.path("tensors");
    }

    /** A forward pass, by the part of the file that it is one of: transformer or t5. */
    SortedMap<String, Output> outputs() throws Exception {
        SortedMap<String, Output> outputs = new TreeMap<>();
        json.path("outputs").fields().forEachRemaining(each -> outputs.put(each.getKey(), new Output(each.getValue())));
        if (json.has("output")) {
            Output only = new Output(json.path("output"));
            outputs.put(only.kind().equals("t5") ? "t5" : "transformer", only);
        }
        return outputs;
    }

    /** A copy in a folder, with the config that the sizes of so small a transformer do not tell. */
    Path withConfig(Output output, Path folder) throws Exception {
        if (Files.exists(path().resolveSibling("config.json"))) {
            return path().getParent();
        }
        Path copy = folder.resolve(path().getFileName());
        if (!Files.exists(copy)) {
            Files.copy(path(), copy);
        }
        ObjectNode config = (ObjectNode) output.model().path("config");
        Files.writeString(folder.resolve(ConfigBeside.name(copy)),
                config.put("_class_name", CLASSES.get(output.kind())).toString());
        return copy;
    }

    @Override
    public String toString() {
        return name();
    }

    /** A forward pass by diffusers or transformers in float32 on the numbers that the weights stand for. */
    record Output(JsonNode json) {

        JsonNode model() throws Exception {
            return TestData.json(TestData.shared("weights/inputs/" + json.path("model").asText() + ".json"));
        }

        String kind() throws Exception {
            return model().path("kind").asText();
        }

        double tolerance() {
            return json.path("tolerance_max_abs").asDouble();
        }

        private SortedMap<String, Tensor> inputs() throws Exception {
            return TestData.tensors(TestData.shared("weights/" + json.path("inputs").asText()));
        }

        SortedMap<String, Tensor> expected() throws Exception {
            return TestData.tensors(TestData.shared("weights/" + json.path("outputs").asText()));
        }

        /** Largest difference from what is expected, and that relative to it in the Euclidean norm. */
        double[] errors(Tensor found, Tensor expected) {
            float[] is = found.floats();
            float[] should = expected.floats();
            double most = is.length == should.length ? 0 : Double.POSITIVE_INFINITY;
            for (int i = 0; i < is.length && i < should.length; i++) {
                double difference = Math.abs(is[i] - should[i]);
                most = difference <= most ? most : difference;
            }
            return new double[] {most, TestData.relativeError(is, should)};
        }

        double[] t5(T5Encoder encoder) throws Exception {
            List<Integer> row = Arrays.stream(inputs().get("input_ids").longs()).mapToObj(id -> (int) id).toList();
            try (Tensor states = encoder.encode(List.of(row), Progress.NONE)) {
                return errors(states, expected().get("last_hidden_state"));
            }
        }

        double[] transformer(Path model, Residence.Policy policy, DType dtype) throws Exception {
            SortedMap<String, Tensor> inputs = inputs();
            Tensor hidden = inputs.get("hidden_states");
            boolean packed = hidden.shape().length == 3;
            int[] size = packed ? size(inputs.get("img_ids"))
                    : new int[] {(int) hidden.size(2), (int) hidden.size(3)};
            float timestep = inputs.get("timestep").floats()[0] * (packed ? 1000 : 1);
            try (DiffusionTransformer transformer = TransformerFile.open(model).open(policy, Device.CPU, dtype,
                    Progress.NONE);
                    Tensor latents = Latents.unpacked(hidden, size[0], size[1]);
                    Tensor guidance = Optional.ofNullable(inputs.get("guidance")).map(Tensor::copy)
                            .orElseGet(() -> Tensor.of(new float[] {1}, 1));
                    Conditioning conditioning = transformer.condition(new Prompt(inputs.get("encoder_hidden_states"),
                            inputs.get("pooled_projections")), guidance, size[0], size[1], Progress.NONE);
                    Tensor velocity = conditioning.predict(latents, timestep, Progress.NONE);
                    Tensor sample = Latents.unpacked(expected().get("sample"), size[0], size[1])) {
                return errors(velocity, sample);
            }
        }

        /** Height and width of latents, by the last token's place. */
        private static int[] size(Tensor ids) {
            float[] all = ids.floats();
            return new int[] {2 * ((int) all[all.length - 2] + 1), 2 * ((int) all[all.length - 1] + 1)};
        }
    }
}
