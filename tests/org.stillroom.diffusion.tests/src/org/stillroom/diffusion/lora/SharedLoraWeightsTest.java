// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.stillroom.diffusion.lora.SharedLoras.Model;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** What LoRAs of all styles make of weights, against diffusers, PEFT and their formulas. */
class SharedLoraWeightsTest {

    @TestFactory
    Stream<DynamicTest> everyWeightIsAsTheReferenceMergesIt() throws Exception {
        return SharedLoras.cases().stream().flatMap(each -> each.path("base").properties().stream()
                .map(base -> DynamicTest.dynamicTest(each.path("case").asText() + " " + base.getKey(), () ->
                        compare(each, base.getKey(), SharedLoras.model(base.getKey(), base.getValue().asText())))));
    }

    private static void compare(JsonNode golden, String component, Model model) throws Exception {
        LoraFile lora = SharedLoras.lora(golden.path("file").asText());
        LoraFit fit = LoraFit.of(lora, model.targets());
        assertEquals("", fit.problem("x").orElse(""));
        SortedMap<String, Tensor> expected =
                TestData.tensors(TestData.shared("weights/" + golden.path("merged_values").asText()));
        Set<String> compared = new HashSet<>();
        for (Residence.Policy policy : List.of(Residence.Policy.KEEP, Residence.Policy.STREAM)) {
            try (Residence base = model.open(policy, DType.F32)) {
                for (Map.Entry<String, Tensor> each : expected.entrySet()) {
                    Wanted wanted = Wanted.of(each.getKey(), expected);
                    if (wanted.component().equals(component)) {
                        float[] found = weight(model, model.over(base, policy, lora, wanted.strength()),
                                wanted.program(model));
                        assertSampled(golden, each.getKey(), found, each.getValue().floats(), wanted.name());
                        compared.add(wanted.name());
                    }
                }
                assertOthersAreTheModelsOwn(model, base, policy, lora, compared);
            }
        }
        long own = golden.path("merged").properties().stream()
                .filter(each -> each.getKey().startsWith(component + ".")).count();
        assertEquals(own, compared.size());
    }

    /** Of a strength that the reference gives in two ways, that between the weights counts. */
    private record Wanted(String component, String name, double strength) {

        static Wanted of(String key, SortedMap<String, Tensor> all) {
            int at = key.indexOf('@');
            int dot = key.indexOf('.');
            String strength = key.substring(at + 1);
            boolean passedOver = all.containsKey(key + "-interpolated");
            return new Wanted(passedOver ? "" : key.substring(0, dot), key.substring(dot + 1, at),
                    Double.parseDouble(strength.replace("-interpolated", "")));
        }

        String program(Model model) {
            return name.startsWith(model.prefix()) ? name.substring(model.prefix().length()) : name;
        }
    }

    private static float[] weight(Model model, Residence adapted, String name) throws Exception {
        try (adapted) {
            return adapted.use(model.part(name), Progress.NONE, weights -> effective(weights, name,
                    model.targets().shape(name).getFirst()));
        }
    }

    /** What a layer computes with: where something lies beside its weight, together with that. */
    private static float[] effective(Weights weights, String name, long rows) {
        Program program = Program.load(Change.LIBRARY);
        try (Tensor weight = program.call("weight", weights, name, rows)) {
            if (weights.names().contains(name + ".lora_up")) {
                try (Tensor up = weights.get(name + ".lora_up"); Tensor down = weights.get(name + ".lora_down");
                        Tensor added = program.call("low_rank", up, down, 1.0)) {
                    program.call("add", weight, 0L, added, 0L, rows, 1.0).close();
                }
            }
            return weight.floats();
        }
    }

    private static void assertSampled(JsonNode golden, String key, float[] found, float[] expected, String name) {
        String component = key.substring(0, key.indexOf('.'));
        int stride = golden.path("merged").path(component + "." + name).path("stride").asInt();
        double limit = golden.path("tolerance_max_abs").asDouble();
        assertEquals((found.length + stride - 1) / stride, expected.length, key);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i * stride], limit, key + " at " + i * stride);
        }
    }

    private static void assertOthersAreTheModelsOwn(Model model, Residence base, Residence.Policy policy,
            LoraFile lora, Set<String> changed) throws Exception {
        for (String name : model.stored().names()) {
            if (!changed.contains(name) && !changed.contains(model.prefix() + name)) {
                float[] own = weight(model, new Whole(base), name);
                assertArrayEquals(own, weight(model, model.over(base, policy, lora, 1), name), name);
            }
        }
    }

    /** Stays open. */
    private record Whole(Residence base) implements Residence {

        @Override
        public <T> T use(int part, Progress progress, Use<T> use) throws CheckpointException {
            return base.use(part, progress, use);
        }

        @Override
        public long bytes() {
            return base.bytes();
        }

        @Override
        public void close() {
            // the test does
        }
    }

    /** Negative strengths and several in a row: all adds to a weight in proportion to its strength. */
    @TestFactory
    Stream<DynamicTest> strengthsAndRowsAddUp() throws Exception {
        return SharedLoras.cases().stream().filter(each -> each.path("base").has("transformer"))
                .map(each -> DynamicTest.dynamicTest(each.path("case").asText(), () -> addUp(each)));
    }

    private static void addUp(JsonNode golden) throws Exception {
        Model model = SharedLoras.model("transformer", golden.path("base").path("transformer").asText());
        LoraFile lora = SharedLoras.lora(golden.path("file").asText());
        boolean flux = golden.path("base").path("transformer").asText().contains("flux");
        LoraFile second = SharedLoras.lora(flux ? "lora/flux_kohya.safetensors" : "lora/sd3_kohya.safetensors");
        Map<String, float[]> expected = new TreeMap<>();
        try (Residence base = model.open(Residence.Policy.KEEP, DType.F32)) {
            List<AdaptedResidence.Applied> row = List.of(
                    new AdaptedResidence.Applied(LoraFit.of(second, model.targets()), 0.5),
                    new AdaptedResidence.Applied(LoraFit.of(lora, model.targets()), -0.75));
            boolean dora = golden.path("style").asText().startsWith("DoRA");
            for (LoraFit.Patch patch : LoraFit.of(lora, model.targets()).patches()) {
                for (Layout.Rows rows : patch.rows().subList(0, 1)) {
                    String name = rows.target();
                    float[] own = weight(model, new Whole(base), name);
                    float[] one = weight(model, model.over(base, Residence.Policy.KEEP, lora, 1), name);
                    float[] other = weight(model, model.over(base, Residence.Policy.KEEP, second, 1), name);
                    float[] negative = weight(model, model.over(base, Residence.Policy.KEEP, lora, -0.75), name);
                    float[] both = weight(model, new AdaptedResidence(base, Residence.Policy.KEEP,
                            Device.CPU, DType.F32, row), name);
                    for (int i = 0; i < own.length; i++) {
                        double added = -0.75 * (one[i] - own[i]);
                        assertEquals(own[i] + added, negative[i], 1e-5, name);
                        if (!dora) {
                            assertEquals(own[i] + added + 0.5 * (other[i] - own[i]), both[i], 1e-5, name);
                        }
                    }
                    expected.put(name, both);
                }
            }
        }
        assertTrue(!expected.isEmpty());
    }
}
