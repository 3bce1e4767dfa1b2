// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.runtime.Tensor;

/** The nodes around autoencoders. */
class VaeNodesTest {

    @TempDir
    Path output;

    @Test
    void decoderTellsThePictureSizeAndGivesThePicture() throws Exception {
        SortedMap<String, Tensor> golden = TestData.tensors(TestData.own("vae/kl-original.golden.safetensors"));
        try (FakeContext context = context("vaeDecoder", "kl-original")) {
            context.spec("latent", new Latent.Info(2, 16, 32, 16)).configure();
            assertTrue(context.errors.isEmpty(), context.errors.toString());
            assertEquals(new Picture.Info(2, 32, 16), context.spec("image", Picture.Info.class));
            Picture picture = context.in("latent", new Latent(golden.get("latents"))).execute()
                    .out("image", Picture.class);
            float[] expected = golden.get("decoded").floats();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Math.max(0, Math.min(1, expected[i] * 0.5f + 0.5f));
            }
            assertTrue(TestData.relativeError(picture.pixels().floats(), expected) < 1e-4);
        }
    }

    @Test
    void encoderTellsTheLatentSizeAndGivesTheLatent() throws Exception {
        SortedMap<String, Tensor> golden = TestData.tensors(TestData.own("vae/kl-original.golden.safetensors"));
        try (FakeContext context = context("vaeEncoder", "kl-original");
                Tensor pixels = PictureRange.toPicture(golden.get("image"));
                Picture cut = new Picture(pixels.slice(2, 0, 16))) {
            context.spec("image", new Picture.Info(2, 32, 16)).configure();
            assertEquals(new Latent.Info(2, 16, 32, 16, Optional.of(LatentSpace.FLUX)),
                    context.spec("latent", Latent.Info.class));
            Latent latent = context.in("image", cut).execute().out("latent", Latent.class);
            TestData.assertClose("latent", latent.samples(), golden.get("encoded_latents"), 1e-4);
        }
    }

    @Test
    void otherChannelsAreRefusedWithBothNumbers() throws Exception {
        try (FakeContext context = context("vaeDecoder", "kl-quant");
                Latent latent = new Latent(Tensor.randn(1, 1, 16, 2, 2))) {
            context.spec("latent", new Latent.Info(1, 16, 16, 16)).configure();
            String error = context.errors.get(0);
            assertTrue(error.startsWith("latent: ") && error.contains("16") && error.contains("4"), error);
            NodeException problem = assertThrows(NodeException.class, () -> context.in("latent", latent).execute());
            assertEquals(error, problem.at() + ": " + problem.getMessage(), "the same as while editing");
            assertEquals(Optional.empty(), context.shared(ModelCache.class), "no weights were loaded");
        }
    }

    @ParameterizedTest
    @CsvSource({"kl-original,SD3,FLUX.1", "kl-no-attention,FLUX,SD3"})
    void latentsOfAnotherFamilyAreRefusedWithBothNames(String model, LatentSpace latents, String vae) {
        try (FakeContext context = context("vaeDecoder", model)) {
            context.spec("latent", new Latent.Info(1, 16, 16, 16, Optional.of(latents))).configure();
            String error = context.errors.get(0);
            assertTrue(error.startsWith("latent: ") && error.contains("one of " + latents.described())
                    && error.contains("for those of " + vae + " (scaling_factor"), error);
        }
    }

    @ParameterizedTest
    @CsvSource({"kl-original,FLUX", "kl-no-attention,SD3", "tiny,FLUX", "tiny,SD3",
        "tiny-original-decoder.safetensors,SD3"})
    void latentsOfTheOwnFamilyAndCustomAutoencodersAreTaken(String model, LatentSpace latents) {
        try (FakeContext context = context("vaeDecoder", model)) {
            context.spec("latent", new Latent.Info(1, 16, 16, 16, Optional.of(latents))).configure();
            assertEquals(List.of(), context.errors);
            assertEquals(List.of(), context.warnings);
        }
    }

    @Test
    void tinyAutoencoderThatIsNamedForAnotherFamilyIsWarnedOf() throws Exception {
        Files.copy(TestData.own("vae/tiny-original-decoder.safetensors"), output.resolve("taesd3_decoder.safetensors"));
        try (FakeContext context = new FakeContext("vaeDecoder", output).set("model", "taesd3_decoder.safetensors")) {
            context.spec("latent", new Latent.Info(1, 16, 16, 16, Optional.of(LatentSpace.FLUX))).configure();
            assertEquals(List.of(), context.errors);
            assertTrue(context.warnings.get(0).contains("one of FLUX.1") && context.warnings.get(0).contains("SD3"),
                    context.warnings.toString());
        }
    }

    @Test
    void sizesThatAreNotMultiplesOf16AreRefused() throws Exception {
        try (FakeContext context = context("vaeEncoder", "kl-original");
                Picture picture = new Picture(Tensor.randn(1, 1, 3, 24, 40))) {
            context.spec("image", new Picture.Info(1, 40, 24)).configure();
            assertTrue(context.errors.get(0).contains("40 x 24") && context.errors.get(0).contains("32 x 16"),
                    context.errors.toString());
            NodeException problem = assertThrows(NodeException.class, () -> context.in("image", picture).execute());
            assertEquals(context.errors.get(0), problem.at() + ": " + problem.getMessage());
        }
    }

    @Test
    void whoseLatentItIsIsKnownFromBeforeAndItsSizeFromTheValue() throws Exception {
        try (FakeContext context = context("vaeDecoder", "kl-original");
                Latent latent = new Latent(Tensor.randn(1, 1, 16, 2, 2))) {
            context.spec("latent", new Latent.Info(0, 0, 0, 0, Optional.of(LatentSpace.SD3))).in("latent", latent);
            NodeException problem = assertThrows(NodeException.class, context::execute);
            assertTrue(problem.getMessage().contains("one of " + LatentSpace.SD3.described()), problem.getMessage());
            assertEquals(Optional.of(new Latent.Info(1, 16, 16, 16)), latent.spec(Optional.empty()));
        }
    }

    @Test
    void wrongHalfOfATinyAutoencoderIsRefused() throws Exception {
        try (FakeContext context = context("vaeDecoder", "tiny-original-encoder.safetensors")) {
            context.configure();
            assertTrue(context.errors.get(0).startsWith("model: "), context.errors.toString());
        }
    }

    @Test
    void valuesThatAreNotNumbersAreReported() throws Exception {
        float[] values = new float[16 * 4];
        values[5] = Float.NaN;
        try (FakeContext context = context("vaeDecoder", "kl-original");
                Latent latent = new Latent(Tensor.of(values, 1, 16, 2, 2))) {
            NodeException problem = assertThrows(NodeException.class, () -> context.in("latent", latent).execute());
            assertTrue(problem.getMessage().contains("not numbers"), problem.getMessage());
        }
    }

    @Test
    void cancelStopsTheDecoder() throws Exception {
        try (FakeContext context = context("vaeDecoder", "kl-original");
                Latent latent = new Latent(Tensor.randn(1, 1, 16, 2, 2))) {
            context.in("latent", latent).execute();
            int calls = context.progress.size();
            assertTrue(calls > 10);
            context.cancelAfter(calls / 2);
            assertThrows(CancellationException.class, context::execute);
        }
    }

    private FakeContext context(String type, String model) {
        return new FakeContext(type, TestData.own("vae").toAbsolutePath(), output).set("model", model);
    }
}
