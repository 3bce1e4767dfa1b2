// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.runtime.Tensor;

/**
 * A rough look at a latent without a decoder: its first three channels as red, green and blue, each stretched to the
 * range of its values. Shows where things are; the colours mean nothing, as each family has channels of its own.
 */
final class LatentPreview {

    private static final int COLORS = 3;

    private LatentPreview() {}

    /**
     * The first picture of a batch, one pixel for each place of the latent.
     *
     * @param latent [batch, channels, height, width] of at least three channels, float32 on the CPU
     */
    static RgbImage of(Tensor latent) {
        int height = (int) latent.size(2);
        int width = (int) latent.size(3);
        try (Tensor first = latent.slice(0, 0, 1); Tensor channels = first.slice(1, 0, COLORS)) {
            float[] values = channels.floats();
            byte[] rgb = new byte[values.length];
            for (int color = 0; color < COLORS; color++) {
                stretch(values, color, rgb);
            }
            return new RgbImage(width, height, rgb);
        }
    }

    private static void stretch(float[] values, int color, byte[] rgb) {
        int pixels = values.length / COLORS;
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = color * pixels; i < (color + 1) * pixels; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        float range = most > least ? most - least : 1;
        for (int i = 0; i < pixels; i++) {
            rgb[i * COLORS + color] = (byte) Math.round(255 * (values[color * pixels + i] - least) / range);
        }
    }
}
