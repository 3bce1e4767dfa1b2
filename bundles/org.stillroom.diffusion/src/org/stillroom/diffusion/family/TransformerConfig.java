// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.List;
import java.util.SortedMap;
import org.stillroom.diffusion.vae.LatentSpace;

/** What a diffusion transformer is, known before any weight is read; values are named as in diffusers' config.json. */
public interface TransformerConfig {

    /** For people, such as {@code FLUX.1 dev}. */
    String family();

    /** Whose latents it denoises. */
    LatentSpace latentSpace();

    /** Channels of the latents that it denoises. */
    int latentChannels();

    /** Size of a token in latent pixels, along each axis. */
    int patchSize();

    /** Width of the text embedding that it takes. */
    int jointAttentionDim();

    /** Width of the pooled embedding that it takes. */
    int pooledProjectionDim();

    /** Every tensor in diffusers' layout, with its shape. */
    SortedMap<String, List<Long>> shapes();
}
