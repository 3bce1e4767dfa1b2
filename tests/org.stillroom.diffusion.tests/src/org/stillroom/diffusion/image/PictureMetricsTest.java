// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.test.TestData;

/** Two pictures are as alike as scikit-image says. */
class PictureMetricsTest {

    @ParameterizedTest
    @ValueSource(strings = {"noise", "strong-noise", "shifted", "brighter", "inverted", "one-window", "odd-size"})
    void agreesWithScikitImage(String pair) throws Exception {
        JsonNode golden = TestData.json(TestData.own("pictures/golden.json")).get(pair);
        RgbImage a = PictureFiles.rgb(TestData.own("pictures/" + pair + "-a.png"), Progress.NONE);
        RgbImage b = PictureFiles.rgb(TestData.own("pictures/" + pair + "-b.png"), Progress.NONE);
        assertEquals(golden.get("psnr").doubleValue(), PictureMetrics.psnr(a, b, Progress.NONE), 1e-9);
        assertEquals(golden.get("ssim").doubleValue(), PictureMetrics.ssim(a, b, Progress.NONE).orElseThrow(), 1e-9);
        assertEquals(PictureMetrics.ssim(a, b, Progress.NONE).orElseThrow(),
                PictureMetrics.ssim(b, a, Progress.NONE).orElseThrow(), 1e-12, "the order does not matter");
    }

    @Test
    void equalPicturesHaveNoNoise() {
        RgbImage picture = grey(20, 12, 100);
        assertEquals(Double.POSITIVE_INFINITY, PictureMetrics.psnr(picture, grey(20, 12, 100), Progress.NONE));
        assertEquals(1, PictureMetrics.ssim(picture, grey(20, 12, 100), Progress.NONE).orElseThrow(), 1e-12);
    }

    @Test
    void blackAndWhiteAreAsFarApartAsCanBe() {
        assertEquals(0, PictureMetrics.psnr(grey(16, 16, 0), grey(16, 16, 255), Progress.NONE), 1e-12);
    }

    @Test
    void pictureSmallerThanTheWindowHasNoSimilarity() {
        assertFalse(PictureMetrics.ssim(grey(10, 40, 1), grey(10, 40, 2), Progress.NONE).isPresent());
        assertTrue(PictureMetrics.ssim(grey(11, 40, 1), grey(11, 40, 2), Progress.NONE).isPresent());
    }

    @Test
    void differentSizesAreRefusedWithBoth() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> PictureMetrics.psnr(grey(16, 12, 0), grey(12, 16, 0), Progress.NONE)).getMessage();
        assertTrue(message.contains("16 x 12") && message.contains("12 x 16"), message);
        assertThrows(IllegalArgumentException.class,
                () -> PictureMetrics.ssim(grey(16, 12, 0), grey(12, 16, 0), Progress.NONE));
    }

    @Test
    void canBeStoppedInTheMiddle() {
        AtomicInteger rows = new AtomicInteger();
        Progress stop = () -> {
            if (rows.incrementAndGet() == 30) {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class,
                () -> PictureMetrics.ssim(grey(16, 1000, 1), grey(16, 1000, 2), stop));
        assertEquals(30, rows.get());
    }

    @Test
    void thumbnailOfLargePictureIsSmallAndLooksAlike(@TempDir Path folder) throws Exception {
        BufferedImage large = new BufferedImage(1000, 600, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 1000; x++) {
                large.setRGB(x, y, x < 500 ? 0xff0000 : 0x0000ff);
            }
        }
        Path file = folder.resolve("large.png");
        ImageIO.write(large, "png", file.toFile());
        RgbImage small = PictureFiles.thumbnail(file, 96, Progress.NONE);
        assertTrue(small.width() >= 96 && small.width() < 192, "width " + small.width());
        assertEquals(0.6, small.height() / (double) small.width(), 0.02);
        assertEquals(0xff0000, small.pixel(0, 0));
        assertEquals(0x0000ff, small.pixel(small.width() - 1, small.height() - 1));
    }

    private static RgbImage grey(int width, int height, int level) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) level);
        return new RgbImage(width, height, rgb);
    }
}
