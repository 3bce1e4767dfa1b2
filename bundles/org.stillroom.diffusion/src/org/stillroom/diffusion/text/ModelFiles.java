// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the config.json of a model is. */
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
}
