// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * What recognisers look at: a folder's config.json and the header of its weights, or the header of a file.
 *
 * @param config of a folder; empty if it has none, or one that cannot be read
 * @param checkpoint empty if no header can be read
 * @param problem why one of both cannot be read, as a sentence; empty where nothing is wrong
 */
record Contents(Path path, Optional<ConfigFile> config, Optional<Checkpoint> checkpoint, String problem) {

    /** Reads what can be read; never throws. */
    static Contents of(Path path) {
        Optional<ConfigFile> config = Optional.empty();
        Optional<Checkpoint> checkpoint = Optional.empty();
        String problem = "";
        try {
            checkpoint = Optional.of(Checkpoint.open(path));
        } catch (CheckpointException e) {
            problem = e.getMessage();
        }
        Path json = path.resolve("config.json");
        if (Files.isDirectory(path) && Files.exists(json)) {
            try {
                config = Optional.of(ConfigFile.read(json));
            } catch (CheckpointException e) {
                problem = e.getMessage();
            }
        }
        return new Contents(path, config, checkpoint, problem);
    }

    boolean folder() {
        return Files.isDirectory(path);
    }

    boolean hasFile(String name) {
        return Files.isRegularFile(path.resolve(name));
    }

    /** What config.json calls the model: diffusers' class, else transformers' type; empty if it does not say. */
    String type() {
        return config.map(file -> file.json().path("_class_name").asText(file.json().path("model_type").asText("")))
                .orElse("");
    }

    /**
     * Whether it is a model that config.json says by its type or, where that says nothing, the names of its tensors.
     */
    boolean tells(Predicate<String> type, Predicate<Checkpoint> names) {
        return type().isEmpty() ? checkpoint.filter(names).isPresent() : type.test(type());
    }

    /** Whether one of the tensors' names fits. */
    boolean anyName(Predicate<String> fits) {
        return checkpoint.filter(all -> all.names().stream().anyMatch(fits)).isPresent();
    }
}
