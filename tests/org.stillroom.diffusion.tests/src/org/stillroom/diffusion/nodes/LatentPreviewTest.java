// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

class LatentPreviewTest {

    @Test
    void eachOfTheFirstThreeChannelsIsStretchedToAllLevels() {
        float[] values = {
            -1, 1, // first channel: red
            0, 0, // second: the same everywhere
            5, 4, // third
            9, -9, // not looked at
            7, 7, 7, 7, 7, 7, 7, 7 // second picture of the batch
        };
        try (Tensor latent = Tensor.of(values, 2, 4, 1, 2)) {
            RgbImage image = LatentPreview.of(latent);
            assertEquals(2, image.width());
            assertEquals(1, image.height());
            assertArrayEquals(new byte[] {0, 0, (byte) 255, (byte) 255, 0, 0}, image.rgb());
        }
    }

    @Test
    void aLatentOfNonsenseStillGivesAPicture() {
        try (Tensor latent = Tensor.of(new float[] {Float.NaN, 1, Float.POSITIVE_INFINITY, 0, 0, 0}, 1, 3, 1, 2)) {
            assertEquals(6, LatentPreview.of(latent).rgb().length);
        }
        try (Tensor zeros = Tensor.zeros(DType.F32, Device.CPU, 1, 16, 3, 5)) {
            assertArrayEquals(new byte[45], LatentPreview.of(zeros).rgb());
        }
    }
}
