// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.Optional;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.TextEmbedding;

/** What the text encoders of a denoiser gave; they stay their owners'. */
public record TextInputs(Optional<TextEmbedding> t5, Optional<ClipEmbedding> clipL, Optional<ClipEmbedding> clipG) {

    /** Whether one of them was given a negative prompt. */
    public boolean hasNegative() {
        return t5.flatMap(TextEmbedding::negative).isPresent() || clipL.flatMap(ClipEmbedding::negative).isPresent()
                || clipG.flatMap(ClipEmbedding::negative).isPresent();
    }
}
