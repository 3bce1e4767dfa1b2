// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.CheckpointException;

/**
 * What a FLUX.1 transformer was made for. What it takes for a token tells those that take a picture beside the noise;
 * those with dev's tensors are told by their names alone.
 */
final class FluxVariant {

    /** Noise alone: 16 channels of 2 x 2. */
    private static final int NOISE = 64;
    private static final int WITH_PICTURE = 2 * NOISE;
    /** With a picture of which a part is left out, and 64 numbers of the mask for each latent pixel. */
    private static final int WITH_MASK = 6 * NOISE;
    /** A pipeline in a cache lies so deep below the folder with its name. */
    private static final int NAMES = 4;
    private static final List<String> METADATA = List.of("modelspec.architecture", "modelspec.title");

    private FluxVariant() {}

    /** By a single file's shapes. */
    static String of(Header header) {
        List<String> names = new ArrayList<>(List.of(String.valueOf(header.checkpoint().path().getFileName())));
        METADATA.forEach(key -> names.add(header.checkpoint().metadata().getOrDefault(key, "")));
        int in = 0;
        try {
            in = header.size("img_in.weight", 2, 1);
        } catch (CheckpointException e) {
            // the reader says what is wrong with it
        }
        return name(in, header.hasAny("guidance_in."), String.join(" ", names));
    }

    /** By what a config says. */
    static String of(ConfigFile config) {
        List<String> names = new ArrayList<>();
        Path folder = config.path().toAbsolutePath().getParent();
        for (int i = 0; i < NAMES && folder != null && folder.getFileName() != null; i++) {
            names.add(folder.getFileName().toString());
            folder = folder.getParent();
        }
        return name(config.json().path("in_channels").asInt(NOISE),
                config.json().path("guidance_embeds").asBoolean(), String.join(" ", names));
    }

    private static String name(int in, boolean guidance, String names) {
        if (in == WITH_MASK) {
            return "FLUX.1 Fill";
        }
        boolean canny = has(names, "canny");
        if (in == WITH_PICTURE) {
            return canny == has(names, "depth") ? "FLUX.1 Canny or Depth" : canny ? "FLUX.1 Canny" : "FLUX.1 Depth";
        }
        if (in == 0) {
            return "FLUX.1";
        }
        if (!guidance) {
            return "FLUX.1 schnell";
        }
        return has(names, "kontext") ? "FLUX.1 Kontext dev" : has(names, "krea") ? "FLUX.1 Krea dev" : "FLUX.1 dev";
    }

    private static boolean has(String names, String word) {
        return Pattern.compile("(^|[^a-z])" + word + "([^a-z]|$)").matcher(names.toLowerCase(Locale.ROOT)).find();
    }

    /**
     * Why one that takes more than it gives is not run, without its period.
     *
     * @param numbers what it takes and gives
     */
    static String refusal(String variant, String numbers) {
        return "it is " + variant + ", which takes a picture beside the noise (" + numbers + "); choose FLUX.1 dev or "
                + "schnell, or another one with their tensors";
    }
}
