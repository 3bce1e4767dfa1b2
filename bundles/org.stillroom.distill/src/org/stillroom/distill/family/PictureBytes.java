// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.runtime.Tensor;

/** Pictures as uint8 tensors [B, H, W, 3], and back. */
final class PictureBytes {

    private PictureBytes() {
    }

    static Tensor tensor(List<RgbImage> pictures) {
        RgbImage first = pictures.get(0);
        byte[] all = new byte[pictures.size() * first.rgb().length];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).rgb(), 0, all, i * first.rgb().length, first.rgb().length);
        }
        return Tensor.of(all, pictures.size(), first.height(), first.width(), 3);
    }

    static List<RgbImage> images(Tensor rgb) {
        int height = (int) rgb.size(1);
        int width = (int) rgb.size(2);
        long[] all = rgb.longs();
        byte[] bytes = new byte[all.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) all[i];
        }
        List<RgbImage> images = new ArrayList<>();
        int size = height * width * 3;
        for (int i = 0; i < bytes.length; i += size) {
            images.add(new RgbImage(width, height, Arrays.copyOfRange(bytes, i, i + size)));
        }
        return images;
    }
}
