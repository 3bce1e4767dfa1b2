// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;

/** A denoiser says what does not fit, before any weight is read. */
class DenoiserConfigureTest {

    private static final Latent.Info NOISE = new Latent.Info(1, 16, 48, 32);
    private static final TextEmbedding.Info T5 = new TextEmbedding.Info(5, 24, false, "teacher");
    private static final TextEmbedding.Info T5_NEGATIVE = new TextEmbedding.Info(5, 24, true, "teacher");
    private static final ClipEmbedding.Info FLUX_CLIP = new ClipEmbedding.Info(77, 20, 0, false, "clip");
    private static final ClipEmbedding.Info CLIP_L = new ClipEmbedding.Info(77, 8, 8, true, "clip-l");
    private static final ClipEmbedding.Info CLIP_G = new ClipEmbedding.Info(77, 12, 12, true, "clip-g");

    @ParameterizedTest
    @ValueSource(strings = {"flux-dev/transformer", "flux-dev", "flux-original.safetensors", "flux-schnell"})
    void acceptsWhatFits(String model) {
        FakeContext context = flux(T5, FLUX_CLIP).set("model", model).configure();
        assertEquals(List.of(), context.errors);
        assertEquals(NOISE.of(Optional.of(LatentSpace.FLUX)), context.spec("latent", Latent.Info.class));
    }

    @Test
    void acceptsAnyOfSd3sEncoders() {
        assertEquals(List.of(), sd3().spec("t5", T5_NEGATIVE).configure().errors);
        assertEquals(List.of(), sd3().spec("clip_g", CLIP_G).configure().errors);
        assertEquals(List.of(),
                sd3().spec("t5", T5_NEGATIVE).spec("clip_l", CLIP_L).spec("clip_g", CLIP_G).configure().errors);
    }

    @Test
    void refusesStudentOfAnotherWidth() {
        FakeContext context = flux(new TextEmbedding.Info(5, 768, false, "student"), FLUX_CLIP).configure();
        assertEquals(List.of("t5: T5 Encoder \"student\" gives embeddings of width 768, but the denoiser "
                + "\"flux-dev/transformer\" takes 24: choose an encoder or a student made for it."), context.errors);
    }

    @Test
    void refusesClipOfAnotherWidth() {
        assertError(flux(T5, CLIP_L), "clip_l: CLIP Encoder \"clip-l\" gives a pooled output of width 8");
        assertError(sd3().spec("clip_l", CLIP_L).spec("clip_g", new ClipEmbedding.Info(77, 12, 14, true, "g")),
                "clip_g: CLIP-L and CLIP-G give projections of width 8 and 14");
        assertError(sd3().spec("clip_l", CLIP_L).spec("clip_g", new ClipEmbedding.Info(77, 20, 12, true, "g")),
                "clip_g: CLIP-L and CLIP-G give sequences of width 8 and 20");
        assertError(sd3().spec("clip_l", CLIP_L).spec("clip_g", new ClipEmbedding.Info(64, 12, 12, true, "g")),
                "clip_g: CLIP-L gives 77 tokens and CLIP-G 64");
        assertError(sd3().spec("clip_l", new ClipEmbedding.Info(77, 8, 0, true, "l")),
                "clip_l: CLIP Encoder \"l\" has no projection");
        assertError(sd3().spec("clip_l", new ClipEmbedding.Info(77, 8, 30, true, "l")),
                "clip_l: CLIP Encoder \"l\" gives a projection of width 30");
    }

    @Test
    void refusesMissingAndSuperfluousEncoders() {
        FakeContext alone = context("flux-dev/transformer").configure();
        assertTrue(alone.errors.get(0).startsWith("t5: FLUX.1 dev needs a text embedding"), alone.errors::toString);
        assertTrue(alone.errors.get(1).startsWith("clip_l: FLUX.1 dev needs CLIP-L"), alone.errors::toString);
        assertError(flux(T5, FLUX_CLIP).spec("clip_g", CLIP_G), "clip_g: FLUX.1 dev takes no CLIP-G");
        assertError(sd3(), ": SD3 needs at least one text encoder");
    }

    @Test
    void refusesPublishedClipsOnEachOthersInput(@TempDir Path folder) throws Exception {
        String config = Files.readString(TestData.own("transformer/sd3/transformer/config.json"))
                .replaceFirst("\"pooled_projection_dim\": \\d+", "\"pooled_projection_dim\": 2048")
                .replaceFirst("\"joint_attention_dim\": \\d+", "\"joint_attention_dim\": 4096");
        Files.writeString(folder.resolve("config.json"), config);
        ClipEmbedding.Info l = new ClipEmbedding.Info(77, 768, 768, true, "clip-l");
        ClipEmbedding.Info g = new ClipEmbedding.Info(77, 1280, 1280, true, "clip-g");
        // the weights would be large, and are missing
        FakeContext right = published(folder).spec("clip_l", l).spec("clip_g", g).configure();
        assertTrue(right.errors.size() == 1 && right.errors.equals(right.missing), right.errors::toString);
        FakeContext exchanged = published(folder).spec("clip_l", g).spec("clip_g", l).configure();
        assertEquals(3, exchanged.errors.size(), exchanged.errors::toString);
        assertEquals("clip_l: CLIP Encoder \"clip-g\" gives a projection of width 1280, but the denoiser \"published\" "
                + "takes one of width 768 here: CLIP-L and CLIP-G seem to be exchanged, wire each to its own input.",
                exchanged.errors.get(0));
        FakeContext alone = published(folder).spec("clip_g", l).configure();
        assertTrue(alone.errors.getFirst().startsWith(
                "clip_g: CLIP Encoder \"clip-l\" gives a projection of width 768"), alone.errors::toString);
    }

    private static FakeContext published(Path config) throws IOException {
        Path model = Files.createDirectories(config.resolve("published"));
        Files.copy(config.resolve("config.json"), model.resolve("config.json"), StandardCopyOption.REPLACE_EXISTING);
        return new FakeContext("denoiser", config).set("model", "published").spec("noise", NOISE);
    }

    @Test
    void warnsOfClipsOfOtherSizesThatSeemExchanged() {
        FakeContext context = sd3().spec("clip_l", CLIP_G).spec("clip_g", CLIP_L).configure();
        assertEquals(List.of(), context.errors);
        assertEquals(List.of("clip_l: CLIP-L gives a projection of width 12 and CLIP-G one of 8; CLIP-L is the smaller "
                + "one in SD3, so check that the two wires are not exchanged."), context.warnings);
        assertEquals(List.of(), sd3().spec("clip_l", CLIP_L).spec("clip_g", CLIP_G).configure().warnings);
    }

    @Test
    void refusesToStartFromALatentOfAnotherFamily() {
        assertError(flux(T5, FLUX_CLIP).spec("latent", NOISE.of(Optional.of(LatentSpace.SD3))).set("start_step", 2),
                "latent: The latent is one of SD3 (scaling_factor 1.5305, shift_factor 0.0609), but the denoiser "
                        + "\"flux-dev/transformer\" works on those of FLUX.1");
        assertEquals(List.of(), flux(T5, FLUX_CLIP).spec("latent", NOISE.of(Optional.of(LatentSpace.FLUX)))
                .set("start_step", 2).configure().errors);
    }

    @Test
    void asksForNegativePromptWhereGuidanceNeedsIt() {
        assertError(sd3().spec("t5", T5), "t5: Guidance 3.5 needs a negative prompt on every text encoder");
        assertEquals(List.of(), sd3().spec("t5", T5).set("guidance", 1.0).configure().errors);
    }

    @Test
    void refusesNoiseThatDoesNotFit() {
        assertError(flux(T5, FLUX_CLIP).spec("noise", new Latent.Info(1, 4, 48, 32)),
                "noise: The noise has 4 channels");
        assertError(flux(T5, FLUX_CLIP).spec("noise", new Latent.Info(1, 16, 48, 40)), "noise: The size is 48 x 40");
        assertError(sd3().spec("t5", T5_NEGATIVE).spec("noise", new Latent.Info(1, 16, 144, 32)),
                "noise: The size is 144 x 32 pixels, but the denoiser \"sd3/transformer\" makes pictures of at most "
                        + "128 x 128");
    }

    @Test
    void refusesStartThatCannotBe() {
        assertError(flux(T5, FLUX_CLIP).set("start_step", 2), "latent: A start step above 0");
        assertError(flux(T5, FLUX_CLIP).spec("latent", NOISE).set("steps", 4).set("start_step", 4),
                "start_step: The start step is 4 of 4 steps");
        assertError(flux(T5, FLUX_CLIP).spec("latent", new Latent.Info(1, 16, 64, 64)).set("start_step", 2),
                "latent: The latent is of a picture of 64 x 64");
        assertError(flux(T5, FLUX_CLIP).spec("latent", new Latent.Info(3, 16, 48, 32)).set("start_step", 2),
                "latent: The latent holds 3 pictures");
        FakeContext unused = flux(T5, FLUX_CLIP).spec("latent", NOISE).configure();
        assertEquals(List.of(), unused.errors);
        assertEquals(List.of("latent: The latent is not used, because the start step is 0."), unused.warnings);
    }

    @Test
    void reportsModelThatCannotBeUsed() {
        assertError(flux(T5, FLUX_CLIP).set("model", "nowhere"), "model: ");
        assertError(flux(T5, FLUX_CLIP).set("model", "flux-dev/scheduler"), "model: ");
        assertError(flux(T5, FLUX_CLIP).set("model", ""), "model: ");
    }

    @Test
    void waitsForWhatIsNotKnown() {
        FakeContext context = context("flux-dev/transformer").in("t5", "later").in("clip_l", "later").configure();
        assertEquals(List.of(), context.errors);
    }

    private static FakeContext context(String model) {
        return new FakeContext("denoiser", TestData.own("transformer")).set("model", model).spec("noise", NOISE);
    }

    private static FakeContext flux(TextEmbedding.Info t5, ClipEmbedding.Info clip) {
        return context("flux-dev/transformer").spec("t5", t5).spec("clip_l", clip);
    }

    private static FakeContext sd3() {
        return context("sd3/transformer");
    }

    private static void assertError(FakeContext context, String start) {
        context.configure();
        assertEquals(1, context.errors.size(), context.errors::toString);
        assertTrue(context.errors.get(0).startsWith(start), context.errors::toString);
    }
}
