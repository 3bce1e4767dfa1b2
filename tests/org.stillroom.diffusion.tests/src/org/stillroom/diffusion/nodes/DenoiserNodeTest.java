// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** The denoiser as a node: inputs to a latent, with progress, previews, cancel and errors. */
class DenoiserNodeTest {

    @TempDir
    private Path out;

    private SortedMap<String, Tensor> golden;

    @AfterEach
    void close() {
        if (golden != null) {
            golden.values().forEach(Tensor::close);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flux-dev/transformer, euler, 4, 0, 0, euler",
        "flux-dev, pictures, 3, 0, 0, euler",
        "flux-dev/transformer, start, 4, 2, 0, euler",
        "flux-dev/transformer, karras, 4, 0, 0, euler-karras",
        "flux-dev/transformer, exponential, 4, 0, 0, euler-exponential",
        "flux-dev/transformer, shift, 4, 0, 2.5, euler",
        "flux-original.safetensors, euler, 4, 0, 0, euler",
    })
    void flux(String model, String which, int steps, int start, double shift, String scheduler) throws Exception {
        try (FakeContext context = flux(which).set("model", model).set("steps", steps).set("start_step", start)
                .set("shift", shift).set("scheduler", scheduler).in("latent", latent(which + ".latent"))) {
            context.execute();
            Tensor latents = context.out("latent", Latent.class).samples();
            TestData.assertClose(which, latents, golden.get(which + ".final"), 1e-4);
            assertEquals(steps - start, context.previews.size());
            assertEquals(latents.size(2) + " " + latents.size(3),
                    context.previews.getLast().height() + " " + context.previews.getLast().width());
            assertTrue(context.progress.contains((steps - start) + "/" + (steps - start)), context.progress::toString);
        }
    }

    @Test
    void secondRunUsesTheLoadedModel() throws Exception {
        try (FakeContext context = flux("euler").set("steps", 4)) {
            float[] first = context.execute().out("latent", Latent.class).samples().floats();
            context.out("latent", Latent.class).close();
            assertArrayEquals(first, context.execute().out("latent", Latent.class).samples().floats());
        }
    }

    @Test
    void sd3TakesTextPutTogetherByHand() throws Exception {
        golden = TestData.tensors(TestData.own("transformer/sd3/golden.safetensors"));
        try (FakeContext context = new FakeContext("denoiser", TestData.own("transformer"), out);
                Tensor states = Tensor.zeros(DType.F32, Device.CPU, 1, 7, 8);
                Tensor projected = Tensor.zeros(DType.F32, Device.CPU, 1, 8)) {
            ClipOutput part = new ClipOutput(projected, Optional.of(projected), states);
            TextEmbedding t5 = new TextEmbedding(golden.get("euler.text"), Optional.of(golden.get("euler.negative")));
            context.set("model", "sd3/transformer").set("steps", 2).in("noise", latent("euler.noise")).in("t5", t5)
                    .in("clip_l", new ClipEmbedding(part, Optional.of(part))).execute();
            Latent latent = context.out("latent", Latent.class);
            assertArrayEquals(new long[] {1, 16, 4, 6}, latent.samples().shape());
            assertTrue(latent.samples().finite());
        }
    }

    @Test
    void cancelsInsideAStep() throws Exception {
        try (FakeContext context = flux("euler").set("steps", 4)) {
            context.execute().out("latent", Latent.class).close();
            context.outputs.clear();
            context.previews.clear();
            context.cancelAfter(6);
            assertThrows(CancellationException.class, context::execute);
            assertTrue(context.previews.size() < 4, context.previews::toString);
            assertTrue(context.outputs.isEmpty());
        }
    }

    @Test
    void explainsWhatConfigureCouldNotKnow() throws Exception {
        try (FakeContext context = flux("euler"); Tensor wide = Tensor.zeros(DType.F32, Device.CPU, 1, 5, 32)) {
            context.spec("t5", new TextEmbedding.Info(0, 0, false, "mine"))
                    .in("t5", new TextEmbedding(wide, Optional.empty()));
            NodeException thrown = assertThrows(NodeException.class, context::execute);
            assertEquals("t5", thrown.at());
            assertTrue(thrown.getMessage().contains("T5 Encoder \"mine\" gives embeddings of width 32")
                    && thrown.getMessage().contains("takes 24"), thrown.getMessage());
            assertEquals(Optional.empty(), context.shared(ModelCache.class), "no weights were loaded");
        }
    }

    private FakeContext flux(String which) throws Exception {
        golden = TestData.tensors(TestData.own("transformer/flux-dev/golden.safetensors"));
        Tensor pooled = golden.get(which + ".pooled");
        ClipEmbedding clip = new ClipEmbedding(
                new ClipOutput(pooled, Optional.empty(), pooled.reshape(1, 1, -1)), Optional.empty());
        return new FakeContext("denoiser", TestData.own("transformer"), out).set("model", "flux-dev/transformer")
                .in("noise", latent(which + ".noise")).in("clip_l", clip)
                .in("t5", new TextEmbedding(golden.get(which + ".text"), Optional.empty()));
    }

    private Latent latent(String name) {
        return new Latent(golden.get(name));
    }
}
