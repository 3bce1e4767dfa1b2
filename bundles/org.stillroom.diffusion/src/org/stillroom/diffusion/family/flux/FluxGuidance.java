// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.CheckpointException;

/** Whether config and weights of a FLUX.1 agree on guidance, which is what tells dev from schnell. */
public final class FluxGuidance {

    /** Of diffusers' and of the original layout. */
    private static final List<String> EMBEDDERS = List.of("time_text_embed.guidance_embedder.", "guidance_in.");

    private FluxGuidance() {}

    /** @throws CheckpointException if they do not agree, naming both */
    public static void requireAgreement(FluxConfig config, Header header) throws CheckpointException {
        Optional<String> found = EMBEDDERS.stream().filter(header::hasAny).findFirst();
        if (found.isPresent() && !config.guidanceEmbeds()) {
            throw header.problem("its config says guidance_embeds: false, as for FLUX.1 schnell, but its weights hold "
                    + header.prefix() + found.get() + "*, as those of FLUX.1 dev do; get config and weights from one "
                    + "place");
        }
        if (found.isEmpty() && config.guidanceEmbeds()) {
            throw header.problem("its config says guidance_embeds: true, as for FLUX.1 dev, but its weights hold no "
                    + String.join("* or ", EMBEDDERS) + "*, as those of FLUX.1 schnell do not; get config and weights "
                    + "from one place");
        }
    }
}
