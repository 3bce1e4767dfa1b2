// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.lora.SharedLoras.Model;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** What models with LoRAs give, against diffusers, and on weights however stored against the same on plain ones. */
class SharedLoraOutputsTest {

    private static final List<String> FLUX = List.of("flux_kohya.safetensors", "flux_dora_peft.safetensors",
            "flux_loha.safetensors", "flux_lokr.safetensors", "flux_xlabs_single.safetensors",
            "flux_kohya_outer_layers.safetensors");
    /** By the model that they are for. */
    private static final Map<String, List<String>> LORAS = Map.of("tiny-flux-dev-cut", FLUX,
            "tiny-sd3-cut", List.of("sd3_kohya.safetensors", "sd3_pytorch_lora_weights.safetensors"),
            "tiny-flux-dev-t5-cut", List.of("flux_onetrainer_t5.safetensors", "t5_kohya_te3.safetensors"),
            "tiny-sd3-t5-cut", List.of("sd3_kohya.safetensors", "sd3_onetrainer.safetensors"));

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> outputsAreThoseOfTheReference() throws Exception {
        return SharedLoras.cases().stream().flatMap(each -> each.path("outputs_at_1").properties().stream()
                .map(output -> DynamicTest.dynamicTest(each.path("case").asText() + " " + output.getKey(),
                        () -> compare(each, output.getKey(), output.getValue()))));
    }

    private static void compare(JsonNode golden, String component, JsonNode output) throws Exception {
        Model model = SharedLoras.model(component, golden.path("base").path(component).asText());
        LoraFile lora = SharedLoras.lora(golden.path("file").asText());
        SortedMap<String, Tensor> inputs = inputs(output);
        SortedMap<String, Tensor> expected =
                SharedLoras.expected(TestData.shared("weights/" + output.path("outputs").asText()), inputs);
        for (Residence.Policy policy : List.of(Residence.Policy.KEEP, Residence.Policy.STREAM)) {
            try (Residence base = model.open(policy, DType.F32);
                    Residence adapted = model.over(base, policy, lora, 1)) {
                int compared = 0;
                for (Map.Entry<String, Tensor> found : model.outputs(adapted, inputs).entrySet()) {
                    if (expected.containsKey(found.getKey())) {
                        assertWithin(output.path("tolerance_max_abs").asDouble(), found.getValue(),
                                expected.get(found.getKey()));
                        compared++;
                    }
                }
                assertTrue(compared > 0);
            }
        }
    }

    private static SortedMap<String, Tensor> inputs(JsonNode output) throws Exception {
        return TestData.tensors(TestData.shared("weights/" + output.path("inputs").asText()));
    }

    private static void assertWithin(double limit, Tensor found, Tensor expected) {
        float[] is = found.floats();
        float[] should = expected.floats();
        assertEquals(should.length, is.length);
        for (int i = 0; i < is.length; i++) {
            assertEquals(should[i], is[i], limit, "at " + i);
        }
    }

    /** Of every way to store weights, packed or narrow, which all stay so; bases have the LoRAs' first blocks only. */
    @TestFactory
    Stream<DynamicTest> onStoredWeightsTheyAreThoseOfMergedOnes() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode each : TestData.json(TestData.shared("weights/cases.json")).path("cases")) {
            JsonNode outputs = each.path("outputs").isObject() ? each.path("outputs") : each.path("output");
            for (JsonNode output : each.has("output") ? List.of(outputs) : List.copyOf(values(outputs))) {
                LORAS.getOrDefault(output.path("model").asText(), List.of()).forEach(lora ->
                        tests.add(DynamicTest.dynamicTest(each.path("case").asText() + " " + lora,
                                () -> compareStored(base(each, output), SharedLoras.lora("lora/" + lora), output))));
            }
        }
        assertTrue(tests.size() > 60, tests.size() + " tests");
        return tests.stream();
    }

    private static List<JsonNode> values(JsonNode object) {
        List<JsonNode> values = new ArrayList<>();
        object.forEach(values::add);
        return values;
    }

    private Model base(JsonNode stored, JsonNode output) throws Exception {
        Path file = TestData.shared("weights/" + stored.path("file").asText());
        if (output.path("model").asText().contains("-t5")) {
            return SharedLoras.t5(T5Files.open(file));
        }
        if (Files.exists(file.resolveSibling("config.json"))) {
            return SharedLoras.transformer(TransformerFile.open(file.getParent()));
        }
        String name = file.getFileName().toString();
        Path copy = Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        JsonNode model = TestData.json(TestData.shared("weights/inputs/" + output.path("model").asText() + ".json"));
        ObjectNode config = (ObjectNode) model.path("config");
        config.put("_class_name", model.path("kind").asText().equals("flux") ? "FluxTransformer2DModel"
                : "SD3Transformer2DModel");
        Files.writeString(folder.resolve(name.substring(0, name.lastIndexOf('.')) + ".json"), config.toString());
        return SharedLoras.transformer(TransformerFile.open(copy));
    }

    private static void compareStored(Model model, LoraFile lora, JsonNode output) throws Exception {
        SortedMap<String, Tensor> inputs = inputs(output);
        try (Residence stored = model.open(Residence.Policy.KEEP, DType.F32);
                Residence plain = unpacked(stored, model)) {
            Tensor own = one(model.outputs(stored, inputs));
            TestData.assertClose("unpacked", one(model.outputs(plain, inputs)), own, 1e-5);
            Tensor merged = one(model.outputs(model.over(plain, Residence.Policy.KEEP, lora, -0.6), inputs));
            assertTrue(TestData.relativeError(merged, own) > 1e-4, "the LoRA changes nothing");
            for (Residence.Policy policy : List.of(Residence.Policy.KEEP, Residence.Policy.STREAM)) {
                try (Residence base = model.open(policy, DType.F32);
                        AdaptedResidence adapted = model.over(base, policy, lora, -0.6)) {
                    TestData.assertClose(policy + " first", one(model.outputs(adapted, inputs)), merged, 1e-4);
                    TestData.assertClose(policy + " again", one(model.outputs(adapted, inputs)), merged, 1e-4);
                }
            }
        }
    }

    private static Tensor one(SortedMap<String, Tensor> outputs) {
        return outputs.values().iterator().next();
    }

    /** The same weights with every number on its own. */
    private static Residence unpacked(Residence packed, Model model) throws Exception {
        Program program = Program.load(Change.LIBRARY);
        return Residence.open(Residence.Policy.KEEP, new Residence.Source() {

            @Override
            public int parts() {
                return model.stored().parts().size();
            }

            @Override
            public Weights load(int part, Progress progress)
                    throws CheckpointException {
                return packed.use(part, progress, weights -> {
                    Map<String, Tensor> plain = new TreeMap<>();
                    for (String name : model.stored().parts().get(part)) {
                        long[] shape = model.targets().shape(name).stream().mapToLong(Long::longValue).toArray();
                        try (Tensor rows = program.call("weight", weights, name, shape[0])) {
                            plain.put(name, rows.reshape(shape));
                        }
                    }
                    return Weights.adopt(plain, List.of());
                });
            }
        }, Progress.NONE);
    }
}
