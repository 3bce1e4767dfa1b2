// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.torch.runtime.Tensor;

/**
 * What a transformer computes once for a prompt and a picture size and then uses in every step; on its device.
 *
 * @param context projected text, [1 or batch, text tokens, width]
 * @param embedding pooled text, and guidance, embedded: [1 or batch, width]
 * @param positions of the tokens: rotations (FLUX) or embeddings (SD3)
 */
public record Conditioning(Tensor context, Tensor embedding, Tensor positions) implements AutoCloseable {

    @Override
    public void close() {
        context.close();
        embedding.close();
        positions.close();
    }
}
