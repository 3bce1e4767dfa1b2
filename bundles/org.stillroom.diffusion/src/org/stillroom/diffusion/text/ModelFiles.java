// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/** Where the config.json of a text encoder is, and what transformers writes into all of them. */
final class ModelFiles {

    private ModelFiles() {}

    /** A folder always has a config.json; of single files, only one that a folder's model is usually named. */
    static boolean hasConfig(Path model) {
        return Files.isDirectory(model) || (Files.isRegularFile(folder(model).resolve("config.json"))
                && model.getFileName().toString().equals("model.safetensors"));
    }

    static Path folder(Path model) {
        return Files.isDirectory(model) ? model : model.toAbsolutePath().getParent();
    }

    /** Whether the folder has a config.json of one of these model types. */
    static boolean isOfType(Path folder, Set<String> types) {
        try {
            return types.contains(ConfigFile.read(folder.resolve("config.json")).text("model_type", ""));
        } catch (CheckpointException e) {
            return false;
        }
    }

    /** Whether the list {@code architectures} has a name. */
    static boolean isArchitecture(ConfigFile config, String name) {
        for (JsonNode architecture : config.json().path("architectures")) {
            if (architecture.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** What a norm adds so that it never divides by 0. */
    static double epsilon(ConfigFile config, String key, double absent) throws CheckpointException {
        double epsilon = config.number(key, absent);
        if (epsilon <= 0 || epsilon >= 1) {
            throw config.wrong(key, "a number between 0 and 1");
        }
        return epsilon;
    }
}
