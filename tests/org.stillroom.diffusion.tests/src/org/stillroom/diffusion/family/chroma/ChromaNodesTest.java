// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.chroma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** What a Denoiser with a Chroma asks of its wires, and that it runs on what they bring. */
class ChromaNodesTest {

    private static final TextEmbedding.Info T5 = new TextEmbedding.Info(16, 32, true, true, "t5xxl");

    private static FakeContext chroma() {
        return new FakeContext("denoiser", TestData.own("transformer")).set("model", "chroma/transformer")
                .set("guidance", 4).set("steps", 2).spec("noise", new Latent.Info(1, 16, 64, 96));
    }

    @Test
    void asksForT5WithoutItsPaddingAndForNothingElse() throws Exception {
        try (FakeContext fits = chroma().spec("t5", T5).configure()) {
            assertEquals(List.of(), fits.errors);
            assertEquals(Optional.of(LatentSpace.FLUX), ((Latent.Info) fits.specs.get("latent")).space());
        }
        assertErrors(chroma(), "t5: Chroma needs a text embedding: wire a T5 Encoder.");
        assertErrors(chroma().spec("t5", new TextEmbedding.Info(16, 32, true, "t5xxl")),
                "t5: Chroma takes text without its padding, but T5 Encoder \"t5xxl\" lets it take part: set its "
                        + "padding to left out.");
        assertErrors(chroma().spec("t5", new TextEmbedding.Info(16, 24, true, true, "student")),
                "t5: T5 Encoder \"student\" gives embeddings of width 24, but the denoiser \"chroma/transformer\" "
                        + "takes 32: choose an encoder or a student made for it.");
        assertErrors(chroma().spec("t5", T5).spec("clip_l", new ClipEmbedding.Info(77, 24, 24, true, "clip-l")),
                "clip_l: Chroma takes no CLIP: remove the wire.");
        assertErrors(chroma().spec("t5", new TextEmbedding.Info(16, 32, false, true, "t5xxl")),
                "t5: Guidance 4.0 needs a negative prompt on every text encoder: wire the Prompt's Negative output "
                        + "into this encoder's tokenizer too, or set the guidance to 1.");
        try (FakeContext alone = chroma().set("guidance", 1)
                .spec("t5", new TextEmbedding.Info(16, 32, false, true, "t5xxl")).configure()) {
            assertEquals(List.of(), alone.errors);
        }
    }

    private static void assertErrors(FakeContext context, String... errors) throws Exception {
        try (context) {
            assertEquals(List.of(errors), context.configure().errors);
        }
    }

    @Test
    void maskAndNegativePromptChangeThePicture() throws Exception {
        try (Tensor noise = Tensor.randn(7, 1, 16, 12, 8); Tensor states = Tensor.randn(1, 1, 16, 32);
                Tensor negative = Tensor.randn(2, 1, 16, 32)) {
            float[] all = drawn(noise, states, negative, List.of(16, 16), 4);
            float[] some = drawn(noise, states, negative, List.of(5, 16), 4);
            float[] unguided = drawn(noise, states, negative, List.of(16, 16), 1);
            assertTrue(TestData.relativeError(some, all) > 1e-3, "the mask of the prompt is read");
            assertTrue(TestData.relativeError(unguided, all) > 1e-3, "the negative prompt is read");
        }
    }

    private static float[] drawn(Tensor noise, Tensor states, Tensor negative, List<Integer> lengths, double guidance)
            throws Exception {
        try (FakeContext context = chroma().set("guidance", guidance).in("noise", new Latent(noise.copy()))
                .in("t5", new TextEmbedding(states.copy(), Optional.of(negative.copy()), lengths))) {
            context.execute();
            try (Tensor latent = ((Latent) context.outputs.get("latent")).samples().to(Device.CPU, DType.F32)) {
                return latent.floats();
            }
        }
    }
}
