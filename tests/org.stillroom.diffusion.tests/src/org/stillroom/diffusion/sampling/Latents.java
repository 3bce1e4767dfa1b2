// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.torch.runtime.Tensor;

/** Latents from tokens, written out by the rule of the FLUX pipeline, for tests. */
public final class Latents {

    private Latents() {}

    /** Tokens [batch, height * width / 4, 64], of (c, dy, dx), as [batch, 16, height, width]; latents stay. */
    public static Tensor unpacked(Tensor tokens, int height, int width) {
        if (tokens.shape().length == 4) {
            return tokens.reshape(tokens.shape());
        }
        int batch = (int) tokens.size(0);
        int features = (int) tokens.size(2);
        float[] from = tokens.floats();
        float[] to = new float[from.length];
        for (int b = 0; b < batch; b++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int token = b * height * width / 4 + y / 2 * (width / 2) + x / 2;
                    for (int c = 0; c < features / 4; c++) {
                        to[((b * features / 4 + c) * height + y) * width + x] =
                                from[token * features + c * 4 + y % 2 * 2 + x % 2];
                    }
                }
            }
        }
        return Tensor.of(to, batch, features / 4, height, width);
    }
}
