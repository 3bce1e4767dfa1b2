// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names (torchvision's) and shapes of every tensor that the Fréchet inception distance's network is computed with. */
final class InceptionLayers {

    private final SortedMap<String, List<Long>> shapes = new TreeMap<>();

    private InceptionLayers() {
    }

    static SortedMap<String, List<Long>> shapes() {
        InceptionLayers layers = new InceptionLayers();
        layers.conv("Conv2d_1a_3x3", 3, 32, 3, 3);
        layers.conv("Conv2d_2a_3x3", 32, 32, 3, 3);
        layers.conv("Conv2d_2b_3x3", 32, 64, 3, 3);
        layers.conv("Conv2d_3b_1x1", 64, 80, 1, 1);
        layers.conv("Conv2d_4a_3x3", 80, 192, 3, 3);
        layers.block35("Mixed_5b.", 192, 32);
        layers.block35("Mixed_5c.", 256, 64);
        layers.block35("Mixed_5d.", 288, 64);
        layers.conv("Mixed_6a.branch3x3", 288, 384, 3, 3);
        layers.doubled("Mixed_6a.", 288);
        layers.block17("Mixed_6b.", 128);
        layers.block17("Mixed_6c.", 160);
        layers.block17("Mixed_6d.", 160);
        layers.block17("Mixed_6e.", 192);
        layers.reduction("Mixed_7a.");
        layers.block8("Mixed_7b.", 1280);
        layers.block8("Mixed_7c.", 2048);
        return layers.shapes;
    }

    /** Convolutions on 35 x 35 points. */
    private void block35(String block, int in, int pooled) {
        conv(block + "branch1x1", in, 64, 1, 1);
        conv(block + "branch5x5_1", in, 48, 1, 1);
        conv(block + "branch5x5_2", 48, 64, 5, 5);
        doubled(block, in);
        conv(block + "branch_pool", in, pooled, 1, 1);
    }

    private void doubled(String block, int in) {
        conv(block + "branch3x3dbl_1", in, 64, 1, 1);
        conv(block + "branch3x3dbl_2", 64, 96, 3, 3);
        conv(block + "branch3x3dbl_3", 96, 96, 3, 3);
    }

    /** Convolutions on 17 x 17 points. */
    private void block17(String block, int inner) {
        conv(block + "branch1x1", 768, 192, 1, 1);
        conv(block + "branch7x7_1", 768, inner, 1, 1);
        conv(block + "branch7x7_2", inner, inner, 1, 7);
        conv(block + "branch7x7_3", inner, 192, 7, 1);
        conv(block + "branch7x7dbl_1", 768, inner, 1, 1);
        conv(block + "branch7x7dbl_2", inner, inner, 7, 1);
        conv(block + "branch7x7dbl_3", inner, inner, 1, 7);
        conv(block + "branch7x7dbl_4", inner, inner, 7, 1);
        conv(block + "branch7x7dbl_5", inner, 192, 1, 7);
        conv(block + "branch_pool", 768, 192, 1, 1);
    }

    private void reduction(String block) {
        conv(block + "branch3x3_1", 768, 192, 1, 1);
        conv(block + "branch3x3_2", 192, 320, 3, 3);
        conv(block + "branch7x7x3_1", 768, 192, 1, 1);
        conv(block + "branch7x7x3_2", 192, 192, 1, 7);
        conv(block + "branch7x7x3_3", 192, 192, 7, 1);
        conv(block + "branch7x7x3_4", 192, 192, 3, 3);
    }

    /** Convolutions on 8 x 8 points. */
    private void block8(String block, int in) {
        conv(block + "branch1x1", in, 320, 1, 1);
        conv(block + "branch3x3_1", in, 384, 1, 1);
        conv(block + "branch3x3_2a", 384, 384, 1, 3);
        conv(block + "branch3x3_2b", 384, 384, 3, 1);
        conv(block + "branch3x3dbl_1", in, 448, 1, 1);
        conv(block + "branch3x3dbl_2", 448, 384, 3, 3);
        conv(block + "branch3x3dbl_3a", 384, 384, 1, 3);
        conv(block + "branch3x3dbl_3b", 384, 384, 3, 1);
        conv(block + "branch_pool", in, 192, 1, 1);
    }

    private void conv(String name, long in, long out, long height, long width) {
        shapes.put(name + ".conv.weight", List.of(out, in, height, width));
        Arrays.asList("weight", "bias", "running_mean", "running_var")
                .forEach(part -> shapes.put(name + ".bn." + part, List.of(out)));
    }
}
