// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What models with LoRAs give, against diffusers, and on packed weights against the same on unpacked ones. */
class SharedLoraOutputsTest {

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

    /** GGUF stays packed, and has only the first blocks of the model that the LoRAs are for. */
    @TestFactory
    Stream<DynamicTest> onPackedWeightsTheyAreThoseOfMergedOnes() throws Exception {
        return SharedLoras.cases().stream()
                .filter(each -> each.path("base").path("transformer").asText().equals("tiny-flux-dev"))
                .map(each -> DynamicTest.dynamicTest(each.path("case").asText(), () -> {
                    Path gguf = withConfig("flux1-dev-Q8_0", "tiny-flux-dev-cut", "FluxTransformer2DModel");
                    Model packed = SharedLoras.transformer(TransformerFile.open(gguf));
                    comparePacked(packed, each, TestData.tensors(
                            TestData.shared("weights/inputs/tiny-flux-dev-cut.safetensors")));
                }));
    }

    @TestFactory
    Stream<DynamicTest> soItIsWithT5() throws Exception {
        return SharedLoras.cases().stream()
                .filter(each -> each.path("base").path("t5").asText().equals("tiny-flux-dev-t5"))
                .map(each -> DynamicTest.dynamicTest(each.path("case").asText(), () -> {
                    Model packed = SharedLoras.t5(T5Files.open(
                            TestData.shared("weights/gguf/t5-v1_1-xxl-encoder-Q8_0.gguf")));
                    comparePacked(packed, each, TestData.tensors(
                            TestData.shared("weights/inputs/tiny-flux-dev-t5-cut.safetensors")));
                }));
    }

    private void comparePacked(Model model, JsonNode golden, SortedMap<String, Tensor> inputs) throws Exception {
        LoraFile lora = SharedLoras.lora(golden.path("file").asText());
        try (Residence packed = model.open(Residence.Policy.KEEP, DType.F32);
                Residence plain = unpacked(packed, model)) {
            Tensor own = one(model.outputs(packed, inputs));
            TestData.assertClose("unpacked", one(model.outputs(plain, inputs)), own, 1e-5);
            for (double strength : new double[] {1, -0.6}) {
                Tensor merged = one(model.outputs(model.over(plain, Residence.Policy.KEEP, lora, strength), inputs));
                assertTrue(TestData.relativeError(merged, own) > 1e-3, "the LoRA changes nothing");
                for (Residence.Policy policy : Residence.Policy.values()) {
                    try (Residence base = model.open(policy, DType.F32);
                            AdaptedResidence adapted = model.over(base, policy, lora, strength)) {
                        for (int run = 0; run < 2; run++) {
                            Tensor found = one(model.outputs(adapted, inputs));
                            TestData.assertClose(policy + " " + strength, found, merged, 1e-4);
                        }
                    }
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

    /** A copy, with the config that the sizes of so small a model do not tell. */
    private Path withConfig(String file, String model, String className) throws Exception {
        Path copy = folder.resolve(file + ".gguf");
        if (!Files.exists(copy)) {
            Files.copy(TestData.shared("weights/gguf/" + file + ".gguf"), copy);
        }
        ObjectNode config = (ObjectNode) TestData.json(TestData.shared("weights/inputs/" + model + ".json"))
                .path("config");
        Files.writeString(folder.resolve(file + ".json"), config.put("_class_name", className).toString());
        return copy;
    }
}
