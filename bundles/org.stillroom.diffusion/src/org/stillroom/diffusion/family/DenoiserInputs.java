// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.TextEmbedding;

/**
 * What is known of a denoiser's inputs before it runs.
 *
 * @param wired ids of the input ports that something is wired to
 */
public record DenoiserInputs(Set<String> wired, Optional<Latent.Info> noise, Optional<Latent.Info> latent,
        Optional<TextEmbedding.Info> t5, Optional<ClipEmbedding.Info> clipL, Optional<ClipEmbedding.Info> clipG) {
}
