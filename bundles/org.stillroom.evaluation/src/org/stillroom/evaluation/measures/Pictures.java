// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.runtime.Tensor;

/** Pictures of 8 bits a level as tensors, and back. */
public final class Pictures {

    private Pictures() {
    }

    /**
     * @param pictures at least one, all of one size
     * @return [batch, 3, height, width] in [0, 1], fp32 on the CPU, owned by the caller
     * @throws IllegalArgumentException if sizes differ, naming the first picture that does
     */
    public static Tensor tensor(List<RgbImage> pictures) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("There is no picture; give at least one.");
        }
        RgbImage first = pictures.get(0);
        int area = first.width() * first.height();
        float[] planes = new float[Math.multiplyExact(pictures.size(), 3 * area)];
        for (int i = 0; i < pictures.size(); i++) {
            RgbImage picture = pictures.get(i);
            if (picture.width() != first.width() || picture.height() != first.height()) {
                throw new IllegalArgumentException("Picture " + i + " (counted from 0) is " + picture.width() + " x "
                        + picture.height() + " pixels and the first one " + first.width() + " x " + first.height()
                        + "; give pictures of one size.");
            }
            for (int at = 0; at < 3 * area; at++) {
                planes[(3 * i + at % 3) * area + at / 3] = (picture.rgb()[at] & 0xff) / 255f;
            }
        }
        return Tensor.of(planes, pictures.size(), 3, first.height(), first.width());
    }

    /**
     * Rounds to 8 bits as the picture files of this program do.
     *
     * @param pictures [batch, 3, height, width] in [0, 1]
     */
    public static List<RgbImage> images(Tensor pictures) {
        require(pictures);
        int height = Math.toIntExact(pictures.size(2));
        int width = Math.toIntExact(pictures.size(3));
        int area = height * width;
        float[] planes = pictures.floats();
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < pictures.size(0); i++) {
            byte[] rgb = new byte[3 * area];
            for (int at = 0; at < rgb.length; at++) {
                float level = planes[(3 * i + at % 3) * area + at / 3];
                rgb[at] = (byte) (Math.max(0, Math.min(1, level)) * 255 + 0.5f);
            }
            images.add(new RgbImage(width, height, rgb));
        }
        return images;
    }

    /** @throws IllegalArgumentException if this is no batch of colour pictures */
    static void require(Tensor pictures) {
        long[] shape = pictures.shape();
        if (shape.length != 4 || shape[1] != 3 || Arrays.stream(shape).anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("The pictures have the shape " + Arrays.toString(shape)
                    + "; expected is [batch, 3, height, width].");
        }
    }
}
