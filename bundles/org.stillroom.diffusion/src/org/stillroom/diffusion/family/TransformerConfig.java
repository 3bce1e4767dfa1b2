// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a diffusion transformer is, known before any weight is read; values are named as in diffusers' config.json. */
public interface TransformerConfig {

    /** For people, such as {@code FLUX.1 dev}. */
    String family();

    /** Channels of the latents that it denoises. */
    int latentChannels();

    /** Size of a token in latent pixels, along each axis. */
    int patchSize();

    /** Width of the text embedding that it takes. */
    int jointAttentionDim();

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
