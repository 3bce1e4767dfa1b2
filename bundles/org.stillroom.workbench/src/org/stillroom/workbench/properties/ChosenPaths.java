// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Names that a graph gives to files which a person chose in a dialog. */
public final class ChosenPaths {

    private static final Set<String> MODEL_PARTS = Set.of("config.json", "model_index.json", "tokenizer.json",
            "tokenizer_config.json", "spiece.model", "vocab.json", "merges.txt", "special_tokens_map.json");

    private ChosenPaths() {}

    /**
     * The name of a model relative to the first folder that holds it. A file that is a part of a model, such as
     * config.json, stands for its folder. A file outside all folders keeps its whole path, which the check refuses
     * with a sentence that says what to do.
     */
    public static String model(Path chosen, List<Path> folders) {
        Path file = chosen.toAbsolutePath().normalize();
        String last = file.getFileName().toString();
        boolean part = MODEL_PARTS.contains(last) || last.endsWith(".index.json");
        Path model = part && file.getParent() != null ? file.getParent() : file;
        return folders.stream().filter(folder -> model.startsWith(folder) && !model.equals(folder)).findFirst()
                .map(folder -> slashes(folder.relativize(model))).orElseGet(() -> slashes(model));
    }

    /** The name of a file relative to the graph's folder where it is inside, so that the folder can be moved. */
    public static String file(Path chosen, Path graphFolder) {
        Path file = chosen.toAbsolutePath().normalize();
        Path folder = graphFolder.toAbsolutePath().normalize();
        return file.startsWith(folder) ? slashes(folder.relativize(file)) : file.toString();
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
