// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stillroom.diffusion.values.LatentSpace;

/** What the name of an autoencoder's file tells of the latents that it is for. */
final class VaeNames {

    private static final Pattern SD3 = Pattern.compile("taesd3|sd[-_. ]?3|stable[-_ ]?diffusion[-_ ]?3");
    /** FLUX.1's own is published as {@code ae}. */
    private static final Pattern FLUX = Pattern.compile("taef1|flux|^ae$|chroma");

    private VaeNames() {}

    /** @return empty if it tells nothing, or both */
    static Optional<LatentSpace> space(Path file) {
        Path last = file.toAbsolutePath().normalize().getFileName();
        String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.[^.]*$", "");
        boolean sd3 = SD3.matcher(name).find();
        boolean flux = FLUX.matcher(name).find();
        return sd3 == flux ? Optional.empty() : Optional.of(flux ? LatentSpace.FLUX : LatentSpace.SD3);
    }
}
