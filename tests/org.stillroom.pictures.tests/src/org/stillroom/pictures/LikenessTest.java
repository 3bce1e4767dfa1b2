// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/** What is said of two pictures. */
class LikenessTest {

    @Test
    void differenceHasNoSign() {
        RgbImage a = Pictures.of(2, 1, (x, y) -> x == 0 ? 0x10ff00 : 0x000000);
        RgbImage b = Pictures.of(2, 1, (x, y) -> x == 0 ? 0x2000f0 : 0xffffff);
        RgbImage difference = Likeness.difference(a, b, Progress.NONE);
        assertEquals(0x10fff0, difference.pixel(0, 0));
        assertEquals(0xffffff, difference.pixel(1, 0));
    }

    @Test
    void bothMeasuresAreTold() {
        RgbImage a = Pictures.scene(64, 64, 1);
        RgbImage b = Pictures.of(64, 64, (x, y) -> a.pixel(x, y) ^ 0x040404);
        String text = Likeness.of(a, b, Progress.NONE).text();
        assertTrue(text.matches("PSNR 36[.,]\\d\\d dB, SSIM 0[.,]9\\d\\d\\d"), text);
    }

    @Test
    void equalPicturesAreToldToBe() {
        RgbImage a = Pictures.scene(64, 64, 1);
        assertTrue(Likeness.of(a, Pictures.scene(64, 64, 1), Progress.NONE).text()
                .startsWith("All pixels are equal"));
    }

    @Test
    void sizesAreToldWhereThereIsNoDifference() {
        String text = Likeness.differentSizes(Pictures.scene(640, 480, 1), Pictures.scene(64, 1024, 1));
        assertTrue(text.contains("640 × 480") && text.contains("64 × 1024"), text);
    }
}
