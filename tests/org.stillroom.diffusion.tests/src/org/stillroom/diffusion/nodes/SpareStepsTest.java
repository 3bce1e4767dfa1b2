// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.runtime.Tensor;

/** The Denoiser's step caches as a designer sees them. */
class SpareStepsTest {

    @TempDir
    private Path out;

    private FakeContext denoiser(SortedMap<String, Tensor> inputs) {
        Tensor pooled = inputs.get("pooled_prompt_embeds");
        return new FakeContext("denoiser", TestData.shared(""), out)
                .set("model", "pipelines/tiny-flux-dev/transformer").set("steps", 20)
                .in("noise", new Latent(inputs.get("noise")))
                .in("t5", new TextEmbedding(inputs.get("prompt_embeds"), Optional.empty()))
                .in("clip_l", new ClipEmbedding(new ClipOutput(pooled, Optional.empty(), pooled.reshape(1, 1, -1)),
                        Optional.empty()));
    }

    private static SortedMap<String, Tensor> inputs() throws Exception {
        return TestData.tensors(TestData.shared("sampling/step-caches/inputs.safetensors"));
    }

    private static List<Shown.Row> rows(FakeContext context) {
        return assertInstanceOf(Shown.Table.class, context.shown.orElseThrow()).rows();
    }

    @Test
    void byDefaultThereIsNone() throws Exception {
        try (FakeContext context = denoiser(inputs())) {
            context.execute();
            assertEquals(Optional.empty(), context.shown);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-block", "easy"})
    void whatWasSkippedIsShownAndWhatItCostIsMeasured(String kind) throws Exception {
        try (FakeContext exact = denoiser(inputs()).execute();
                FakeContext cached = denoiser(inputs()).set("step_cache", kind).set("cache_threshold", 0.7)
                        .set("cache_measure", true).execute();
                FakeContext never = denoiser(inputs()).set("step_cache", kind).set("cache_threshold", 1e-6)
                        .set("cache_measure", true).execute()) {
            List<Shown.Row> rows = rows(cached);
            assertEquals("skipped (of 20)", rows.getFirst().name());
            assertTrue(rows.getFirst().values().getFirst().value() > 3, rows::toString);
            double measured = rows.get(2).values().getFirst().value();
            assertTrue(measured > 1e-3 && measured < 2, rows::toString);
            float[] without = exact.out("latent", Latent.class).samples().floats();
            float[] with = cached.out("latent", Latent.class).samples().floats();
            double difference = 0;
            double size = 0;
            for (int i = 0; i < with.length; i++) {
                difference += Math.abs(with[i] - without[i]);
                size += Math.abs(without[i]);
            }
            assertEquals(difference / size, measured, 1e-5);

            assertEquals(0, rows(never).getFirst().values().getFirst().value());
            assertEquals(0, rows(never).get(2).values().getFirst().value());
            assertArrayEquals(without, never.out("latent", Latent.class).samples().floats());
        }
    }

    @Test
    void whatIsOfNoUseIsWarnedAbout() throws Exception {
        try (FakeContext context = denoiser(inputs()).set("steps", 4).set("step_cache", "easy").told().configure()) {
            assertTrue(context.warnings.stream().anyMatch(each -> each.startsWith("step_cache: With 4 steps")),
                    context.warnings::toString);
        }
        try (FakeContext context = denoiser(inputs()).set("cache_threshold", 0.1).told().configure()) {
            assertTrue(context.warnings.stream().anyMatch(each -> each.contains("none is chosen")),
                    context.warnings::toString);
        }
        try (FakeContext context = denoiser(inputs()).told().configure()) {
            assertFalse(context.warnings.stream().anyMatch(each -> each.startsWith("step_cache")),
                    context.warnings::toString);
        }
    }
}
