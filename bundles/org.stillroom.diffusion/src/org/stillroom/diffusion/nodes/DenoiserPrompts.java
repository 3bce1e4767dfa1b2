// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.Optional;
import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.sd3.Sd3Config;
import org.stillroom.diffusion.family.sd3.Sd3Text;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.text.ClipEmbedding;
import org.stillroom.diffusion.text.TextEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.torch.runtime.Tensor;

/**
 * The prompts of a denoiser, put together from what is wired.
 *
 * @param negative where classifier-free guidance is on
 * @param owned whether the tensors were made here; FLUX takes those of its inputs as they are
 */
record DenoiserPrompts(Prompt prompt, Optional<Prompt> negative, boolean owned) implements AutoCloseable {

    /** @param guided whether SD3's classifier-free guidance is on */
    static DenoiserPrompts of(TransformerConfig config, boolean guided, ExecuteContext context) {
        Optional<TextEmbedding> t5 = context.optionalInput("t5", TextEmbedding.class);
        Optional<ClipEmbedding> clipL = context.optionalInput("clip_l", ClipEmbedding.class);
        Optional<ClipEmbedding> clipG = context.optionalInput("clip_g", ClipEmbedding.class);
        return switch (config) {
            case FluxConfig flux -> new DenoiserPrompts(
                    new Prompt(t5.orElseThrow().hiddenStates(), clipL.orElseThrow().prompt().pooled()),
                    Optional.empty(), false);
            case Sd3Config sd3 -> joined(sd3, guided, t5, clipL, clipG);
            default -> throw new IllegalStateException(config.family());
        };
    }

    private static DenoiserPrompts joined(Sd3Config config, boolean guided, Optional<TextEmbedding> t5,
            Optional<ClipEmbedding> clipL, Optional<ClipEmbedding> clipG) {
        try (Assembly made = new Assembly()) {
            Prompt prompt = made.add(Sd3Text.join(config, t5.map(TextEmbedding::hiddenStates),
                    clipL.map(c -> clip(c.prompt())), clipG.map(c -> clip(c.prompt()))), Prompt::close);
            Optional<Prompt> negative =
                    guided ? Optional.of(negative(config, t5, clipL, clipG)) : Optional.empty();
            return made.finished(new DenoiserPrompts(prompt, negative, true));
        }
    }

    private static Prompt negative(Sd3Config config, Optional<TextEmbedding> t5, Optional<ClipEmbedding> clipL,
            Optional<ClipEmbedding> clipG) {
        return Sd3Text.join(config, t5.flatMap(TextEmbedding::negative),
                clipL.flatMap(ClipEmbedding::negative).map(DenoiserPrompts::clip),
                clipG.flatMap(ClipEmbedding::negative).map(DenoiserPrompts::clip));
    }

    private static Sd3Text.Clip clip(ClipEmbedding.Prompt prompt) {
        Tensor projected = prompt.projected().orElseThrow();
        return new Sd3Text.Clip(prompt.penultimate(), projected);
    }

    @Override
    public void close() {
        if (owned) {
            prompt.close();
            negative.ifPresent(Prompt::close);
        }
    }
}
