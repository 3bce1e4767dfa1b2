// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;

/** Decoding in tiles gives the picture that decoding as a whole gives. */
class TilesTest {

    private static final Path TRAINED = Path.of("../../bundles/org.stillroom.mini/family/vae");
    /** Of the peak signal to the noise, in decibels: nobody sees less. */
    private static final double SEAMLESS = 45;

    /** A bright half, a dark half, and stripes: tiles of their own norms would differ much. */
    private static Tensor picture(int width, int height) {
        float[] pixels = new float[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % width;
            int y = i / width % height;
            boolean stripe = x / 7 % 2 == 0;
            pixels[i] = y < height / 2 ? stripe ? 0.9f : 0.5f : i / (width * height) == 1 && stripe ? -0.2f : -0.9f;
        }
        return Tensor.of(pixels, 1, 3, height, width);
    }

    /** The smallest tiles that there are. */
    private static VaeDecoder inSmallTiles(VaeDecoder decoder) {
        KlDecoder whole = (KlDecoder) decoder;
        return new KlDecoder(whole.config(), whole.weights(), whole.device(), whole.dtype(), new Bands(1, 2));
    }

    private static double decibels(Tensor one, Tensor other) {
        assertArrayEquals(one.shape(), other.shape());
        float[] a = one.floats();
        float[] b = other.floats();
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (double) (a[i] - b[i]);
        }
        // pictures lie in -1 to 1
        return 10 * Math.log10(4 / (squares / a.length));
    }

    @ParameterizedTest
    @CsvSource({"KEEP, F32", "STREAM, F32", "KEEP, BF16"})
    void aTrainedDecoderLeavesNoSeams(Residence.Policy policy, DType dtype) throws Exception {
        VaeFile file = VaeFile.open(TRAINED);
        try (VaeEncoder encoder = file.loadEncoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor image = picture(96, 160);
                Tensor latents = encoder.encode(image, Progress.NONE);
                VaeDecoder decoder = file.decoder(policy, Device.CPU, dtype, Progress.NONE);
                VaeDecoder small = inSmallTiles(decoder);
                Tensor whole = decoder.decode(latents, Progress.NONE);
                Tensor tiled = small.decode(latents, true, Progress.NONE);
                Tensor large = decoder.decode(latents, true, Progress.NONE)) {
            assertTrue(decibels(whole, image) > 15, "the picture is decoded");
            double least = dtype == DType.F32 ? 2 * SEAMLESS : SEAMLESS;
            assertTrue(decibels(whole, tiled) >= least, "PSNR " + decibels(whole, tiled));
            assertTrue(decibels(whole, large) >= least, "PSNR of large tiles " + decibels(whole, large));
        }
    }

    @ParameterizedTest
    @CsvSource({"kl-quant, 64", "kl-no-attention, 24"})
    void layersOfAllShapesAreTheSameInTiles(String model, int side) throws Exception {
        VaeFile file = VaeFile.open(TestData.own("vae/" + model));
        try (Tensor latents = Tensor.randn(3, 2, file.latentChannels(), side / 8, side / 8 + 1);
                VaeDecoder decoder = file.loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                VaeDecoder small = inSmallTiles(decoder);
                Tensor whole = decoder.decode(latents, Progress.NONE);
                Tensor tiled = small.decode(latents, true, Progress.NONE)) {
            assertTrue(decibels(whole, tiled) >= 2 * SEAMLESS, "PSNR " + decibels(whole, tiled));
        }
    }

    @Test
    void aTinyDecoderSeesTheSameInTiles() throws Exception {
        VaeFile file = VaeFile.open(TestData.own("vae/tiny"));
        try (Tensor latents = Tensor.randn(3, 1, file.latentChannels(), TinyDecoder.TILE * 3 + 5, 3);
                VaeDecoder decoder = file.loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor whole = decoder.decode(latents, Progress.NONE);
                Tensor tiled = decoder.decode(latents, true, Progress.NONE)) {
            assertTrue(decibels(whole, tiled) >= 2 * SEAMLESS, "PSNR " + decibels(whole, tiled));
        }
    }

    @Test
    void progressIsToldAndTheUserMayCancelBetweenTiles() throws Exception {
        VaeFile file = VaeFile.open(TRAINED);
        long before = Torch.allocatedBytes();
        try (Tensor latents = Tensor.randn(3, 1, file.latentChannels(), 8, 8);
                VaeDecoder decoder = file.loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                VaeDecoder small = inSmallTiles(decoder)) {
            long[] last = new long[2];
            small.decode(latents, true, Progress.of((done, total) -> {
                assertTrue(done >= last[0] && done <= total);
                last[0] = done;
                last[1] = total;
            })).close();
            assertEquals(last[1], last[0]);
            int[] looks = new int[1];
            assertThrows(CancellationException.class, () -> small.decode(latents, true, () -> {
                if (++looks[0] == 60) {
                    throw new CancellationException("enough");
                }
            }));
        }
        assertTrue(Torch.allocatedBytes() <= before, "what was made is freed");
    }

    @Test
    void lessIsForetoldForTiles() throws Exception {
        VaeConfig flux = new VaeConfig(16, Arrays.asList(128, 256, 512, 512), 2, 32, 0.3611, 0.1159, false, false,
                true);
        // at 1024 pixels in float32: 512 channels of the picture's size, and a third of that
        assertEquals(512L << 20, flux.decodeElements(1024, 1024));
        assertEquals(192L << 20, flux.tiledElements(1024, 1024));
    }
}
