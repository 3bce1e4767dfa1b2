// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Whole sampling runs give what diffusers' pipelines give. */
class SamplerTest {

    @ParameterizedTest
    @CsvSource({
        "flux-dev, euler, 4, 0, 0, UNIFORM",
        "flux-dev, pictures, 3, 0, 0, UNIFORM",
        "flux-dev, start, 4, 2, 0, UNIFORM",
        "flux-dev, karras, 4, 0, 0, KARRAS",
        "flux-dev, exponential, 4, 0, 0, EXPONENTIAL",
        "flux-dev, shift, 4, 0, 2.5, UNIFORM",
        "flux-schnell, euler, 4, 0, 0, UNIFORM",
        "sd3, euler, 4, 0, 0, UNIFORM",
        "sd3, pictures, 3, 0, 0, UNIFORM",
        "sd3, start, 4, 2, 0, UNIFORM",
        "sd3, unguided, 4, 0, 0, UNIFORM",
    })
    void pipeline(String pipeline, String which, int steps, int start, double shift, Spacing spacing)
            throws Exception {
        Path folder = TestData.own("transformer").resolve(pipeline);
        SortedMap<String, Tensor> golden = TestData.tensors(folder.resolve("golden.safetensors"));
        TransformerFile file = TransformerFile.open(folder);
        SchedulerConfig config = file.scheduler().withSpacing(spacing);
        config = shift > 0 ? config.withShift(shift) : config;
        boolean flux = pipeline.startsWith("flux");
        Schedule schedule = flux ? Schedule.flux(config, steps, 6) : Schedule.sd3(config, steps, 6);
        Optional<Prompt> negative = flux || which.equals("unguided") ? Optional.empty()
                : Optional.of(new Prompt(golden.get(which + ".negative"), golden.get(which + ".negative_pooled")));
        Sampling sampling = new Sampling(schedule, start, golden.get(which + ".noise"),
                Optional.of(golden.get(which + ".latent")),
                new Prompt(golden.get(which + ".text"), golden.get(which + ".pooled")), negative, flux ? 3.5 : 5);
        Recorder recorder = new Recorder();
        try (DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> {});
                Tensor latents = new Sampler(transformer).sample(sampling, recorder)) {
            TestData.assertClose(pipeline + " " + which, latents, golden.get(which + ".final"), 1e-4);
            assertEquals(steps - start, recorder.previews.size());
            TestData.assertClose("last preview", recorder.previews.getLast(), latents, 0);
            TestData.assertClose("last estimate", recorder.estimates.getLast(), latents, 0);
            assertEstimates(recorder, schedule.sigmas(), start);
            assertEquals("0/" + (steps - start), recorder.progress.getFirst());
            assertEquals((steps - start) + "/" + (steps - start), recorder.progress.getLast());
        }
        golden.values().forEach(Tensor::close);
    }

    /** Each estimate lies where the line through the latents before and after its step meets no noise. */
    private static void assertEstimates(Recorder recorder, float[] sigmas, int start) {
        for (int i = 1; i < recorder.previews.size(); i++) {
            float[] before = recorder.previews.get(i - 1).floats();
            float[] after = recorder.previews.get(i).floats();
            float[] expected = new float[after.length];
            double far = sigmas[start + i + 1] / (sigmas[start + i + 1] - sigmas[start + i]);
            for (int k = 0; k < after.length; k++) {
                expected[k] = (float) (after[k] - far * (after[k] - before[k]));
            }
            try (Tensor line = Tensor.of(expected, recorder.previews.get(i).shape())) {
                TestData.assertClose("estimate " + i, recorder.estimates.get(i), line, 1e-4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-flux-dev, teacher-4", "tiny-flux-dev, teacher-20", "tiny-flux-dev, tiny-t5-base-4",
        "tiny-flux-dev, tiny-t5-small-20", "tiny-flux-dev, taef1-4", "tiny-sd3, teacher-4", "tiny-sd3, teacher-20",
        "tiny-sd3, tiny-t5-small-20", "tiny-sd3, no-t5-4",
    })
    void sharedPipeline(String pipeline, String which) throws Exception {
        SortedMap<String, Tensor> golden =
                TestData.tensors(TestData.shared("golden/e2e-" + pipeline + "-" + which + ".safetensors"));
        TransformerFile file = TransformerFile.open(TestData.shared("pipelines").resolve(pipeline));
        Tensor noise = golden.get("noise");
        int height = (int) noise.size(2);
        int width = (int) noise.size(3);
        boolean flux = pipeline.contains("flux");
        int steps = golden.get("timesteps").floats().length;
        Schedule schedule = flux ? Schedule.flux(file.scheduler(), steps, height * width / 4)
                : Schedule.sd3(file.scheduler(), steps, height * width / 4);
        Optional<Prompt> negative = flux ? Optional.empty() : Optional.of(
                new Prompt(golden.get("negative_prompt_embeds"), golden.get("negative_pooled_prompt_embeds")));
        Prompt prompt = new Prompt(golden.get("prompt_embeds"), golden.get("pooled_prompt_embeds"));
        Sampling sampling = new Sampling(schedule, 0, noise, Optional.empty(), prompt, negative, flux ? 3.5 : 5);
        Recorder recorder = new Recorder();
        try (DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> {});
                Tensor latents = new Sampler(transformer).sample(sampling, recorder);
                Tensor expected = Latents.unpacked(golden.get("final_latents"), height, width)) {
            TestData.assertClose(which, latents, expected, 2e-5);
            for (int i = 0; golden.containsKey("latents_after_step." + i); i++) {
                try (Tensor step = Latents.unpacked(golden.get("latents_after_step." + i), height, width)) {
                    TestData.assertClose(which + " after step " + i, recorder.previews.get(i), step, 2e-5);
                }
            }
        }
        golden.values().forEach(Tensor::close);
    }

    @Test
    void cancelActsWithinAStep() throws Exception {
        Path folder = TestData.own("transformer/flux-dev");
        SortedMap<String, Tensor> golden = TestData.tensors(folder.resolve("golden.safetensors"));
        TransformerFile file = TransformerFile.open(folder);
        Sampling sampling = new Sampling(Schedule.flux(file.scheduler(), 4, 6), 0, golden.get("euler.noise"),
                Optional.empty(), new Prompt(golden.get("euler.text"), golden.get("euler.pooled")), Optional.empty(),
                3.5);
        Recorder recorder = new Recorder();
        recorder.checksLeft = 5;
        try (DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> {})) {
            Sampler sampler = new Sampler(transformer);
            assertThrows(CancellationException.class, () -> sampler.sample(sampling, recorder));
        }
        assertEquals(1, recorder.previews.size(), "three blocks a step: the sixth check is in the second step");
        golden.values().forEach(Tensor::close);
    }

    @Test
    void startStepNeedsAPictureAndAStepToTake() {
        Schedule schedule = Schedule.flux(SchedulerConfig.FLUX_DEV, 4, 6);
        assertThrows(IllegalArgumentException.class,
                () -> new Sampling(schedule, 2, null, Optional.empty(), null, Optional.empty(), 1));
        assertThrows(IllegalArgumentException.class,
                () -> new Sampling(schedule, 4, null, Optional.empty(), null, Optional.empty(), 1));
    }
}
