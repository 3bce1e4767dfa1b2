// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.runtime.Tensor;

/** The nodes that give pictures a size, and noise that takes its own from one: while editing and when they run. */
class SizeNodesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "exact,      100, 50, 1,  100, 50",
        "exact,      100, 50, 16, 96,  48",
        "exact,      120, 0,  1,  120, 80",
        "exact,      0,   20, 1,  30,  20",
        "exact,      0,   0,  16, 64,  48",
        "longest,    0,   0,  1,  90,  60",
        "longest,    0,   0,  16, 96,  64",
        "megapixels, 0,   0,  1,  125, 84",
        "megapixels, 0,   0,  64, 128, 64",
    })
    void scalesToWhatIsGiven(String size, int width, int height, int multiple, int wide, int high) throws Exception {
        try (Tensor pixels = Tensor.randn(1, 2, 3, 40, 60); FakeContext context = context("scaleImage")) {
            context.set("size", size).set("width", width).set("height", height).set("longest", 90)
                    .set("megapixels", 0.01).set("multiple_of", multiple)
                    .spec("image", new Picture.Info(2, 60, 40)).configure();
            assertEquals(List.of(), context.errors);
            assertEquals(new Picture.Info(2, wide, high), context.spec("image", Picture.Info.class));
            context.in("image", new Picture(pixels)).execute();
            assertArrayEquals(new long[] {2, 3, high, wide},
                    context.out("image", Picture.class).pixels().shape());
        }
    }

    @Test
    void otherProportionsAreStretchedOrCut() throws Exception {
        // Black, white, black: as wide as high each.
        float[] planes = new float[3 * 2 * 6];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = i % 6 / 2 == 1 ? 1 : 0;
        }
        try (Tensor pixels = Tensor.of(planes, 1, 3, 2, 6); FakeContext context = context("scaleImage")) {
            context.set("width", 2).set("height", 2).set("multiple_of", 1).set("method", "area")
                    .in("image", new Picture(pixels));
            float[] stretched = context.execute().out("image", Picture.class).pixels().floats();
            assertEquals(1 / 3f, stretched[0], 1e-6f);
            float[] cut = context.set("fit", "cut").execute().out("image", Picture.class).pixels().floats();
            assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, cut, 1e-6f);
        }
    }

    @Test
    void aSizeThatIsTooLargeIsRefusedWhileEditing() throws Exception {
        try (FakeContext context = context("scaleImage")) {
            context.set("width", 16_384).set("height", 16_384).spec("image", new Picture.Info(1, 8, 8)).configure();
            assertEquals(1, context.errors.size(), context.errors.toString());
            assertTrue(context.errors.get(0).startsWith("width: The picture would have 16384 x 16384 pixels"),
                    context.errors.toString());
        }
    }

    @Test
    void whatIsNotKnownStaysUnknown() throws Exception {
        try (FakeContext context = context("scaleImage")) {
            context.set("size", "longest").spec("image", new Picture.Info(0, 0, 0)).configure();
            assertEquals(new Picture.Info(0, 0, 0), context.spec("image", Picture.Info.class));
            context.set("size", "exact").set("width", 64).set("height", 32).configure();
            assertEquals(new Picture.Info(0, 64, 32), context.spec("image", Picture.Info.class));
            assertEquals(List.of(), context.errors);
        }
        try (FakeContext context = context("cropOrPad")) {
            context.set("width", 64).spec("image", new Picture.Info(0, 0, 0)).configure();
            assertEquals(new Picture.Info(0, 0, 0), context.spec("mask", Picture.Info.class));
        }
    }

    @Test
    void cutsToAMultipleUnlessTold() throws Exception {
        try (Tensor pixels = Tensor.randn(1, 2, 3, 35, 50); FakeContext context = context("cropOrPad")) {
            context.spec("image", new Picture.Info(2, 50, 35)).in("image", new Picture(pixels)).configure().execute();
            assertEquals(new Picture.Info(2, 48, 32), context.spec("image", Picture.Info.class));
            Tensor result = context.out("image", Picture.class).pixels();
            try (Tensor columns = pixels.slice(3, 1, 49); Tensor rows = columns.slice(2, 1, 33)) {
                assertArrayEquals(rows.floats(), result.floats(), "the middle, unchanged");
            }
            assertArrayEquals(new float[3 * 48 * 32], context.out("mask", Picture.class).pixels().floats());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // of 0.1 0.2 above 0.3 0.4
        "center, center, white, 4, 4, '1 1 1 1  1 .1 .2 1  1 .3 .4 1  1 1 1 1', '1 1 1 1  1 0 0 1  1 0 0 1  1 1 1 1'",
        "left, top, black, 3, 3, '.1 .2 0   .3 .4 0   0 0 0', '0 0 1  0 0 1  1 1 1'",
        "right, bottom, grey, 3, 3, '.5 .5 .5   .5 .1 .2   .5 .3 .4', '1 1 1  1 0 0  1 0 0'",
        "right, bottom, edge, 3, 3, '.1 .1 .2   .1 .1 .2   .3 .3 .4', '1 1 1  1 0 0  1 0 0'",
        "right, top, white, 1, 3, '.2 .4 1', '0 0 1'",
        "left, bottom, white, 1, 1, '.3', '0'",
        "center, center, white, 5, 1, '1 .1 .2 1 1', '1 0 0 1 1'",
    })
    void placesWhereTold(String horizontal, String vertical, String fill, int width, int height, String image,
            String mask) throws Exception {
        float[] given = {0.1f, 0.2f, 0.3f, 0.4f, 0.1f, 0.2f, 0.3f, 0.4f, 0.1f, 0.2f, 0.3f, 0.4f};
        try (Tensor pixels = Tensor.of(given, 1, 3, 2, 2); FakeContext context = context("cropOrPad")) {
            context.set("horizontal", horizontal).set("vertical", vertical).set("fill", fill).set("width", width)
                    .set("height", height).in("image", new Picture(pixels)).execute();
            assertPlane(image, width * height, context.out("image", Picture.class));
            assertPlane(mask, width * height, context.out("mask", Picture.class));
        }
    }

    private static void assertPlane(String expected, int area, Picture picture) {
        String[] numbers = expected.trim().split(" +");
        float[] found = picture.pixels().floats();
        assertEquals(area, numbers.length);
        assertEquals(3 * area, found.length);
        for (int i = 0; i < found.length; i++) {
            assertEquals(Float.parseFloat(numbers[i % area]), found[i], 1e-6f, expected + " at " + i);
        }
    }

    @Test
    void noiseIsAsLargeAsThePictureAllows() throws Exception {
        try (Tensor pixels = Tensor.randn(1, 1, 3, 100, 64); FakeContext context = context("latentNoise");
                FakeContext plain = context("latentNoise")) {
            context.set("seed", 5).set("batch", 2).spec("image", new Picture.Info(1, 64, 100)).configure();
            assertEquals(new Latent.Info(2, 16, 64, 96), context.spec("latent", Latent.Info.class));
            assertEquals(List.of(), context.errors);
            assertTrue(context.warnings.get(0).contains("64 x 100 pixels; the noise is for 64 x 96"),
                    context.warnings.toString());
            Tensor noise = context.in("image", new Picture(pixels)).execute().out("latent", Latent.class).samples();
            assertArrayEquals(new long[] {2, 16, 12, 8}, noise.shape());
            plain.set("seed", 5).set("batch", 2).set("width", 64).set("height", 96).execute();
            assertArrayEquals(plain.out("latent", Latent.class).samples().floats(), noise.floats(),
                    "the noise of that size");
        }
    }

    @Test
    void noiseOfAPictureThatIsTooSmallIsRefused() throws Exception {
        try (FakeContext context = context("latentNoise")) {
            context.spec("image", new Picture.Info(1, 64, 15)).configure();
            assertTrue(context.errors.get(0).startsWith("image: The picture is 64 x 15 pixels"),
                    context.errors.toString());
        }
    }

    @Test
    void noiseOfAPictureThatIsNotKnownYetIsNotKnownEither() throws Exception {
        try (FakeContext context = context("latentNoise")) {
            context.spec("image", new Picture.Info(0, 0, 0)).configure();
            assertEquals(new Latent.Info(1, 16, 0, 0), context.spec("latent", Latent.Info.class));
            assertEquals(List.of(), context.errors);
        }
    }

    private FakeContext context(String type) {
        return new FakeContext(type, folder, folder);
    }
}
