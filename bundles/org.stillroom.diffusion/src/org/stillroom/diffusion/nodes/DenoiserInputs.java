// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stillroom.diffusion.text.ClipEmbedding;
import org.stillroom.diffusion.text.TextEmbedding;
import org.stillroom.diffusion.vae.Latent;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.torch.runtime.Tensor;

/** What is known of a denoiser's inputs, before they exist or from the values themselves. */
record DenoiserInputs(Set<String> wired, Optional<Latent.Info> noise, Optional<Latent.Info> latent,
        Optional<TextEmbedding.Info> t5, Optional<ClipEmbedding.Info> clipL, Optional<ClipEmbedding.Info> clipG) {

    static DenoiserInputs of(ConfigureContext context) {
        Set<String> wired = new TreeSet<>();
        for (String port : new String[] {"noise", "latent", "t5", "clip_l", "clip_g"}) {
            if (context.wired(port)) {
                wired.add(port);
            }
        }
        return new DenoiserInputs(wired, context.input("noise", Latent.Info.class),
                context.input("latent", Latent.Info.class), context.input("t5", TextEmbedding.Info.class),
                context.input("clip_l", ClipEmbedding.Info.class), context.input("clip_g", ClipEmbedding.Info.class));
    }

    static DenoiserInputs of(ExecuteContext context) {
        Optional<Latent.Info> latent = context.optionalInput("latent", Latent.class).map(DenoiserInputs::info);
        Optional<TextEmbedding.Info> t5 = context.optionalInput("t5", TextEmbedding.class).map(DenoiserInputs::info);
        Optional<ClipEmbedding.Info> l = context.optionalInput("clip_l", ClipEmbedding.class).map(DenoiserInputs::info);
        Optional<ClipEmbedding.Info> g = context.optionalInput("clip_g", ClipEmbedding.class).map(DenoiserInputs::info);
        Set<String> wired = new TreeSet<>(Set.of("noise"));
        latent.ifPresent(info -> wired.add("latent"));
        t5.ifPresent(info -> wired.add("t5"));
        l.ifPresent(info -> wired.add("clip_l"));
        g.ifPresent(info -> wired.add("clip_g"));
        return new DenoiserInputs(wired, Optional.of(info(context.input("noise", Latent.class))), latent, t5, l, g);
    }

    private static Latent.Info info(Latent latent) {
        Tensor samples = latent.samples();
        return new Latent.Info((int) samples.size(0), (int) samples.size(1), (int) samples.size(3) * 8,
                (int) samples.size(2) * 8);
    }

    private static TextEmbedding.Info info(TextEmbedding t5) {
        Tensor states = t5.hiddenStates();
        return new TextEmbedding.Info((int) states.size(1), (int) states.size(2), t5.negative().isPresent(), "");
    }

    private static ClipEmbedding.Info info(ClipEmbedding clip) {
        ClipEmbedding.Prompt prompt = clip.prompt();
        return new ClipEmbedding.Info((int) prompt.penultimate().size(1), (int) prompt.pooled().size(1),
                prompt.projected().map(projected -> (int) projected.size(1)).orElse(0),
                clip.negative().isPresent(), "");
    }
}
