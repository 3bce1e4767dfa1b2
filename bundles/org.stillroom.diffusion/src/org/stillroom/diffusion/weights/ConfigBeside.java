// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.stillroom.torch.formats.CheckpointException;

/**
 * The config that may lie beside a single file, as NAME.json, and says what its shapes do not: of one model, or, for an
 * all-in-one checkpoint, with a section for each part. Other programs put files of this name there that are none.
 */
public final class ConfigBeside {

    /** Sections by the parts of a checkpoint. */
    public static final String TRANSFORMER = "transformer_config";
    public static final String VAE = "vae_config";
    public static final String T5 = "t5_config";

    private ConfigBeside() {}

    /** Name of the file that may hold the config of a single file. */
    public static String name(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + ".json";
    }

    /**
     * What is said of one part.
     *
     * @param section of the part
     * @param alone whether a file without sections is the part's config
     * @throws CheckpointException if there is such a file, and it cannot be read
     */
    public static Optional<ConfigFile> of(Path file, String section, Predicate<ConfigFile> alone)
            throws CheckpointException {
        Path beside = file.resolveSibling(name(file));
        if (!Files.isRegularFile(beside)) {
            return Optional.empty();
        }
        ConfigFile config = ConfigFile.read(beside);
        if (config.json().path(section).isObject()) {
            return Optional.of(config.within(section));
        }
        return Optional.of(config).filter(alone);
    }
}
