// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a diffusion transformer is, known before any weight is read; values are named as in diffusers' config.json. */
public interface TransformerConfig {

    /** Tensors of the width of the model that a block has at a time, as they are computed in. */
    int WIDE = 14;
    /** The same, always in float32. */
    int FLOATS = 4;

    /** For people, such as {@code FLUX.1 dev}. */
    String family();

    /** Channels of the latents that it denoises. */
    int latentChannels();

    /** Size of a token in latent pixels, along each axis. */
    int patchSize();

    /** Width of the text embedding that it takes. */
    int jointAttentionDim();

    /** Features of a token inside the model. */
    long innerDim();

    /**
     * Memory that a step takes beside the weights, in bytes: about as many tensors of the width of the model, for every
     * token, as a block has at a time (queries, keys and values, the rotated ones, and what a feed-forward layer of
     * four times the width reads and writes), some of them in float32 whatever is computed in.
     *
     * @param batch pictures at a time
     * @param imageTokens of each
     * @param textTokens of a prompt
     * @param size bytes of a number that is computed with
     */
    default long workBytes(int batch, long imageTokens, long textTokens, int size) {
        return batch * (imageTokens + textTokens) * innerDim() * (WIDE * size + FLOATS * Float.BYTES);
    }

    /**
     * Every tensor in diffusers' layout, with its shape, in the parts that the model is computed in: what is used in
     * every step, each block, and what is used once for a prompt.
     */
    List<SortedMap<String, List<Long>>> parts();

    /** All parts together. */
    default SortedMap<String, List<Long>> shapes() {
        SortedMap<String, List<Long>> all = new TreeMap<>();
        parts().forEach(all::putAll);
        return all;
    }
}
