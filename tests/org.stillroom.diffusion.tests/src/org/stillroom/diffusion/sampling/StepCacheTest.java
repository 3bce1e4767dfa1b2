// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Caches between steps decide and draw as diffusers' first-block cache and ComfyUI's EasyCache do. */
class StepCacheTest {

    private static final String PATCHED = "time_text_embed.timestep_embedder.linear_2.weight";

    @TempDir
    Path folder;

    /** Notes for each prediction whether it was computed. */
    private static final class Noted implements StepCache {

        private final StepCache cache;
        private final List<Boolean> computed = new ArrayList<>();

        Noted(StepCache cache) {
            this.cache = cache;
        }

        @Override
        public Tensor predict(Step step, Branch branch, Tensor latents, Predictor predictor)
                throws CheckpointException {
            int before = cache.skips().skipped();
            Tensor velocity = cache.predict(step, branch, latents, predictor);
            computed.add(cache.skips().skipped() == before);
            assertEquals(computed.size(), cache.skips().all());
            return velocity;
        }

        @Override
        public Skips skips() {
            return cache.skips();
        }

        @Override
        public void close() {
            cache.close();
        }
    }

    private static JsonNode golden(String name) throws Exception {
        for (JsonNode found : TestData.json(TestData.shared("sampling/cases.json")).get("cases")) {
            if (found.get("case").asText().equals(name)) {
                return found;
            }
        }
        throw new AssertionError("no case " + name);
    }

    private static SortedMap<String, Tensor> tensors(String name) throws Exception {
        return TestData.tensors(TestData.shared("sampling/step-caches/" + name + ".safetensors"));
    }

    /** The tiny transformer, with one weight made so small that neighbouring steps are alike. */
    private TransformerFile transformer(String pipeline, Optional<Tensor> patched) throws Exception {
        Path from = TestData.shared("pipelines").resolve(pipeline).resolve("transformer");
        if (patched.isEmpty()) {
            return TransformerFile.open(from);
        }
        SortedMap<String, Tensor> weights = TestData.tensors(from.resolve("diffusion_pytorch_model.safetensors"));
        try (Tensor old = weights.put(PATCHED, patched.get().to(Device.CPU, weights.get(PATCHED).dtype()))) {
            assertTrue(old.count() > 0);
        }
        Files.copy(from.resolve("config.json"), folder.resolve("config.json"));
        SafetensorsWriter.write(folder.resolve("diffusion_pytorch_model.safetensors"), weights, Map.of());
        weights.values().forEach(Tensor::close);
        return TransformerFile.open(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fbcache-0.05", "fbcache-0.12", "fbcache-0.3", "fbcache-0.05-cfg2", "fbcache-0.13-cfg2",
        "fbcache-0.27-cfg2", "fbcache-0.3-unpatched", "fbcache-0.6-unpatched"})
    void firstBlockCacheDecidesAndDrawsAsInDiffusers(String name) throws Exception {
        JsonNode golden = golden(name);
        SortedMap<String, Tensor> inputs = tensors("inputs");
        SortedMap<String, Tensor> expected = tensors(name);
        double scale = golden.get("inputs").get("true_cfg_scale").asDouble();
        boolean guided = scale > 1;
        TransformerFile file = transformer("tiny-flux-dev",
                name.contains("unpatched") ? Optional.empty() : Optional.of(inputs.get("patched_weight")));
        Tensor noise = inputs.get("noise");
        Schedule schedule = Schedule.flux(SchedulerConfig.FLUX_DEV, 20, 12);
        Sampling sampling = new Sampling(schedule, 0, noise, Optional.empty(),
                new Prompt(inputs.get("prompt_embeds"), inputs.get("pooled_prompt_embeds")),
                guided ? Optional.of(new Prompt(inputs.get("negative_prompt_embeds"),
                        inputs.get("negative_pooled_prompt_embeds"))) : Optional.empty(), 3.5, scale);
        Recorder recorder = new Recorder();
        double threshold = golden.get("inputs").get("threshold").asDouble();
        try (Noted cache = new Noted(new FirstBlockCache(threshold));
                DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> {});
                Tensor latents = new Sampler(transformer).sample(sampling, cache, recorder)) {
            List<Boolean> decisions = new ArrayList<>();
            golden.get("decisions").forEach(each -> decisions.add(each.get("computed").asBoolean()));
            assertEquals(decisions, cache.computed);
            for (int step : new int[] {4, 9, 14}) {
                try (Tensor at = Latents.unpacked(expected.get("latents_after_step." + step), 8, 6)) {
                    TestData.assertClose("after " + step, recorder.previews.get(step), at, 2e-4);
                }
            }
            try (Tensor last = Latents.unpacked(expected.get("final_latents"), 8, 6)) {
                TestData.assertClose("latents", latents, last, 2e-4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-flux-dev, inputs, prompt_embeds, pooled_prompt_embeds, negative_prompt_embeds, "
                + "negative_pooled_prompt_embeds, 1",
        "tiny-flux-dev, inputs, prompt_embeds, pooled_prompt_embeds, negative_prompt_embeds, "
                + "negative_pooled_prompt_embeds, 3",
        "tiny-sd3, inputs-tiny-sd3, positive, positive_pooled, negative, negative_pooled, 1",
        "tiny-sd3, inputs-tiny-sd3, positive, positive_pooled, negative, negative_pooled, 3",
    })
    void easyCacheDecidesAndDrawsAsInComfyUi(String pipeline, String from, String positive, String pooled,
            String negative, String negativePooled, int scale) throws Exception {
        String name = pipeline + "-easycache-0.2-euler-cfg" + scale + ".0";
        JsonNode golden = golden(name);
        SortedMap<String, Tensor> inputs = tensors(from);
        TransformerFile file = transformer(pipeline, Optional.of(inputs.get("patched_weight")));
        JsonNode calls = golden.get("network_calls");
        boolean flux = pipeline.contains("flux");
        float[] sigmas = new float[calls.size() + 1];
        float[] timesteps = new float[calls.size()];
        List<Boolean> decisions = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            float given = Float.parseFloat(calls.get(i).get(0).asText());
            sigmas[i] = flux ? given : given / 1000;
            timesteps[i] = flux ? given * 1000 : given;
            for (int branch = 0; branch < calls.get(i).get(1).asInt(); branch++) {
                decisions.add(calls.get(i).get(2).asInt() == 1);
            }
        }
        Sampling sampling = new Sampling(new Schedule(sigmas, timesteps), 0, inputs.get("noise"), Optional.empty(),
                new Prompt(inputs.get(positive), inputs.get(pooled)),
                scale == 1 ? Optional.empty() : Optional.of(new Prompt(inputs.get(negative),
                        inputs.get(negativePooled))), 3.5, scale);
        float start = Float.parseFloat(golden.get("inputs").get("start_sigma").asText());
        float end = Float.parseFloat(golden.get("inputs").get("end_sigma").asText());
        try (Noted cache = new Noted(new EasyCache(0.2, start, end));
                DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> {});
                Tensor latents = new Sampler(transformer).sample(sampling, cache, new Recorder());
                Tensor expected = inSpaceOfModel(tensors(name).get("samples"), flux)) {
            assertEquals(decisions, cache.computed);
            TestData.assertClose("latents", latents, expected, 2e-4);
        }
    }

    /** ComfyUI hands latents out as autoencoders take them. */
    private static Tensor inSpaceOfModel(Tensor samples, boolean flux) {
        float scale = flux ? 0.3611f : 1.5305f;
        float shift = flux ? 0.1159f : 0.0609f;
        float[] values = samples.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - shift) * scale;
        }
        return Tensor.of(values, samples.shape());
    }

    @Test
    void withoutACacheNothingIsAnother() throws Exception {
        SortedMap<String, Tensor> inputs = tensors("inputs");
        TransformerFile file = transformer("tiny-flux-dev", Optional.of(inputs.get("patched_weight")));
        Sampling sampling = new Sampling(Schedule.flux(SchedulerConfig.FLUX_DEV, 20, 12), 0, inputs.get("noise"),
                Optional.empty(), new Prompt(inputs.get("prompt_embeds"), inputs.get("pooled_prompt_embeds")),
                Optional.empty(), 3.5);
        try (DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> {});
                StepCache never = new FirstBlockCache(1e-9);
                StepCache often = new FirstBlockCache(0.12);
                Tensor exact = new Sampler(transformer).sample(sampling, new Recorder());
                Tensor same = new Sampler(transformer).sample(sampling, never, new Recorder());
                Tensor near = new Sampler(transformer).sample(sampling, often, new Recorder());
                Tensor golden = Latents.unpacked(tensors("no-cache").get("final_latents"), 8, 6)) {
            TestData.assertClose("no cache", exact, golden, 1e-4);
            TestData.assertClose("a cache that is never used", same, exact, 0);
            assertEquals(0, never.skips().skipped());
            // an estimate that is of use is at least of the right size
            double far = meanDifference(near, exact);
            assertTrue(often.skips().moved() > far / 10 && often.skips().moved() < far * 10,
                    "moved " + often.skips().moved() + ", measured " + far);
        }
    }

    private static double meanDifference(Tensor a, Tensor b) {
        float[] x = a.floats();
        float[] y = b.floats();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.abs(x[i] - y[i]);
        }
        return sum / x.length;
    }
}
