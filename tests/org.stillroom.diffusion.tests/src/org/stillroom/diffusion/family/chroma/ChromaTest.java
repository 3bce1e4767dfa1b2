// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.chroma;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Latents;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.Recorder;
import org.stillroom.diffusion.sampling.Sampler;
import org.stillroom.diffusion.sampling.Sampling;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.sampling.Spacing;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/** Chroma against diffusers: velocities, whole samplings, masks. */
class ChromaTest {

    /** The data's tolerance; a float64 recomputation lies within 4e-6 of the goldens. */
    private static final double LIMIT = 1e-4;

    @Test
    void ownVelocity() throws Exception {
        Path folder = TestData.own("transformer/chroma");
        SortedMap<String, Tensor> golden = TestData.tensors(folder.resolve("golden.safetensors"));
        assertVelocity(folder.resolve("transformer"), golden, 12, 8, Residence.Policy.KEEP);
        assertVelocity(folder.resolve("transformer"), golden, 12, 8, Residence.Policy.STREAM);
    }

    /** A mask of ones alone adds the same to all scores, which is none at all. */
    @ParameterizedTest
    @CsvSource({"pipelines/tiny-chroma/transformer, mask_none-64x64-b1, 8, 8",
        "pipelines/tiny-chroma/transformer, mask_none-96x64-b2, 12, 8",
        "pipelines/tiny-chroma/transformer, mask_additive-64x64-b1, 8, 8",
        "single-file/tiny-chroma-orig.safetensors, mask_additive-64x64-b1, 8, 8",
        "single-file/tiny-chroma-orig.safetensors, mask_additive-96x64-b2, 12, 8"})
    void sharedVelocity(String model, String which, int height, int width) throws Exception {
        Path data = TestData.shared("models");
        SortedMap<String, Tensor> golden =
                TestData.tensors(data.resolve("golden/transformer-tiny-chroma-" + which + ".safetensors"));
        if (which.startsWith("mask_none")) {
            Tensor mask = golden.get("prompt_attention_mask");
            float[] ones = new float[(int) mask.count()];
            Arrays.fill(ones, 1);
            golden.put("prompt_attention_mask", Tensor.of(ones, mask.shape()));
        }
        assertVelocity(data.resolve(model), golden, height, width, Residence.Policy.KEEP);
    }

    private static void assertVelocity(Path model, SortedMap<String, Tensor> golden, int height, int width,
            Residence.Policy policy) throws Exception {
        Prompt prompt = new Prompt(golden.get("encoder_hidden_states"), Optional.empty(),
                Optional.of(golden.get("prompt_attention_mask")));
        try (DiffusionTransformer transformer =
                        TransformerFile.open(model).open(policy, Device.CPU, DType.F32, () -> {});
                Tensor latents = Latents.unpacked(golden.get("hidden_states"), height, width);
                Tensor unread = Tensor.of(new float[] {1}, 1);
                Conditioning conditioning = transformer.condition(prompt, unread, height, width, () -> {})) {
            for (int i = 0; i < 2; i++) {
                float timestep = 1000 * golden.get("timestep." + i).floats()[0];
                try (Tensor velocity = conditioning.predict(latents, timestep, () -> {});
                        Tensor expected = Latents.unpacked(golden.get("output." + i), height, width)) {
                    TestData.assertClose(model + " at " + timestep, velocity, expected, LIMIT);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 4, 4, UNIFORM, 0", "20, 4, 4, UNIFORM, 0", "nocfg-4, nocfg-4, 1, UNIFORM, 0",
        "tiny-t5-small-4, tiny-t5-small-4, 4, UNIFORM, 0", "betasigmas-8, 4, 4, BETA, 0",
        "img2img-10, 4, 4, UNIFORM, 4"})
    void sharedSampling(String which, String textOf, double guidance, Spacing spacing, int startStep)
            throws Exception {
        SortedMap<String, Tensor> golden = golden(which);
        SortedMap<String, Tensor> text = golden(textOf);
        TransformerFile file = TransformerFile.open(TestData.shared("models/pipelines/tiny-chroma"));
        SchedulerConfig scheduler =
                spacing == Spacing.BETA ? file.scheduler().withShift(1).withSpacing(spacing) : file.scheduler();
        Tensor noise = golden.get("noise");
        int height = (int) noise.size(2);
        int width = (int) noise.size(3);
        int steps = golden.get("timesteps").floats().length;
        Schedule schedule = file.model().schedule(scheduler, steps, height * width / 4);
        assertArrayEquals(golden.get("sigmas").floats(), schedule.sigmas(), 1e-6f);
        Optional<Prompt> negative = file.model().takesNegative(guidance) ? Optional.of(prompt(text, "negative_prompt"))
                : Optional.empty();
        Sampling sampling = new Sampling(schedule, startStep, noise, Optional.ofNullable(golden.get("image_latents")),
                prompt(text, "prompt"), negative, guidance);
        try (DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> {});
                Tensor latents = new Sampler(transformer).sample(sampling, new Recorder());
                Tensor expected = Latents.unpacked(golden.get("final_latents"), height, width)) {
            TestData.assertClose(which, latents, expected, LIMIT);
        }
    }

    private static SortedMap<String, Tensor> golden(String which) throws Exception {
        return TestData.tensors(TestData.shared("models/golden/e2e-tiny-chroma-" + which + ".safetensors"));
    }

    private static Prompt prompt(SortedMap<String, Tensor> text, String which) {
        return new Prompt(text.get(which + "_embeds"), Optional.empty(),
                Optional.of(text.get(which + "_attention_mask")));
    }

    /** Arguments of cos and sin up to 343,000, rounded to float32. */
    @Test
    void rowsOfTheReleasedSize() throws Exception {
        SortedMap<String, Tensor> golden =
                TestData.tensors(TestData.shared("models/golden/chroma-mod-embedding-344.safetensors"));
        Program program = Program.load(ChromaTransformer.class, "chroma.py", Blocks.LIBRARY, FluxTransformer.LIBRARY);
        try (Tensor like = Tensor.zeros(DType.F32, Device.CPU, 1);
                Tensor rows = program.call("rows", 344, 32, like); Tensor table = rows.reshape(344, 32)) {
            assertArrayEquals(golden.get("mod_proj").floats(), table.floats(), 1e-5f);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,16", "0,64", "1,16", "1,64", "2,16", "2,64"})
    void theFirstTokenOfPaddingCounts(int prompt, int tokens) throws Exception {
        SortedMap<String, Tensor> golden =
                TestData.tensors(TestData.shared("models/golden/maskrule-tiny-chroma.safetensors"));
        String which = "." + prompt + "." + tokens;
        int length = 0;
        for (long kept : golden.get("tokenizer_mask" + which).longs()) {
            length += (int) kept;
        }
        try (Tensor mask = ChromaModel.mask(List.of(length), tokens)) {
            assertArrayEquals(golden.get("prompt_attention_mask" + which).floats(), mask.floats());
        }
    }

    @Test
    void isToldFromFlux() throws Exception {
        assertEquals("Chroma", TransformerFile.open(TestData.own("transformer/chroma")).config().family());
        assertEquals("FLUX.1 dev", TransformerFile.open(TestData.own("transformer/flux-dev")).config().family());
    }
}
