// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.test.TestData;

/** Every kind of picture that people have is what Pillow sees in it. Made by fixtures/make_picture_files.py. */
class PictureKindsTest {

    /** Of 255 levels: other decoders round elsewhere. */
    private static final int LOSSY = 3;
    /** And they spread the colours that four pixels share, which the WebP decoder does not: seen at steep colours. */
    private static final int SUBSAMPLED = 16;

    static Stream<String> files() throws Exception {
        return StreamSupport.stream(((Iterable<String>) () -> golden().fieldNames()).spliterator(), false)
                .filter(name -> !name.equals("versions"));
    }

    private static JsonNode golden() {
        try {
            return TestData.json(TestData.own("files/golden.json"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWhatPillowSees(String name) throws Exception {
        JsonNode expected = golden().get(name);
        Path file = TestData.own("files/" + name);
        int width = expected.get("width").intValue();
        int height = expected.get("height").intValue();
        assertEquals(new PictureFiles.Size(width, height), PictureFiles.size(file));
        byte[] rgba = expected.get("rgba").binaryValue();
        PictureFiles.Masked masked = PictureFiles.masked(file, Progress.NONE);
        try (var pixels = masked.pixels(); var mask = masked.mask()) {
            assertArrayEquals(new long[] {1, 3, height, width}, pixels.shape());
            assertArrayEquals(pixels.shape(), mask.shape());
            int most = tolerance(name);
            float[] colour = pixels.floats();
            float[] transparent = mask.floats();
            int area = width * height;
            double sum = 0;
            for (int i = 0; i < 3 * area; i++) {
                double alpha = (rgba[4 * (i % area) + 3] & 0xff) / 255.0;
                double level = rgba[4 * (i % area) + i / area] & 0xff;
                double over = level * alpha + 255 * (1 - alpha);
                assertEquals(over, colour[i] * 255, most, "pixel " + i % area + ", channel " + i / area);
                sum += Math.abs(over - colour[i] * 255);
                assertEquals(1 - alpha, transparent[i], 1e-6, "mask of pixel " + i % area);
            }
            assertTrue(sum / area / 3 < (name.startsWith("lossy") ? 6 : 1.5), "mean difference " + sum / area / 3);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSmallVersionIsAsUprightAsTheWhole(String name) throws Exception {
        Path file = TestData.own("files/" + name);
        RgbImage whole = PictureFiles.rgb(file, Progress.NONE);
        int longest = Math.max(whole.width(), whole.height());
        assertArrayEquals(whole.rgb(), PictureFiles.thumbnail(file, longest, Progress.NONE).rgb());
        RgbImage half = PictureFiles.thumbnail(file, longest / 2, Progress.NONE);
        assertEquals(List.of(whole.width() / 2, whole.height() / 2), List.of(half.width(), half.height()));
        assertTrue(differences(whole, half) < 24, "another picture");
    }

    /** Mean difference of a pixel and that of the picture of half the size. */
    private static double differences(RgbImage whole, RgbImage half) {
        double sum = 0;
        for (int i = 0; i < half.rgb().length; i++) {
            int x = i / 3 % half.width();
            int y = i / 3 / half.width();
            int pixel = whole.pixel(2 * x, 2 * y) >> 8 * (2 - i % 3) & 0xff;
            sum += Math.abs(pixel - (half.rgb()[i] & 0xff));
        }
        return sum / half.rgb().length;
    }

    private static int tolerance(String name) {
        if (name.equals("subsampled.jpg") || name.startsWith("lossy") || name.startsWith("waves")) {
            return SUBSAMPLED;
        }
        return name.endsWith(".jpg") ? LOSSY : 1;
    }
}
