// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;

/** Finds the part of a pipeline's folder that a node means when a graph names only the pipeline. */
final class PipelineParts {

    private PipelineParts() {}

    /**
     * The only fitting part of a pipeline, or the model itself if it is none (has no model_index.json).
     *
     * @param parameter that names the model, for messages
     * @param subfolder such as {@code text_encoder}; {@code text_encoder_2} and so on count too
     * @param what such as {@code T5 encoder}, for messages
     * @throws MissingModelException if no part fits, and one lacks its config.json
     * @throws NodeException if no part fits, or several do
     */
    static Path choose(Path model, String parameter, String subfolder, Predicate<Path> fits, String what)
            throws NodeException {
        if (!Files.isRegularFile(model.resolve("model_index.json"))) {
            return model;
        }
        List<Path> parts = parts(model, subfolder);
        List<Path> found = parts.stream().filter(fits).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            requireConfigs(model, parameter, parts, what);
        }
        String names = String.join(", ", found.stream().map(part -> part.getFileName().toString()).toList());
        throw new NodeException(parameter, found.isEmpty()
                ? "The pipeline " + model.getFileName() + " has no " + what + "; choose another model."
                : "The pipeline " + model.getFileName() + " has more than one " + what + ": " + names
                        + "; choose one of these folders in it.");
    }

    /** A part with weights and without config.json may be the one that is meant. */
    private static void requireConfigs(Path model, String parameter, List<Path> parts, String what)
            throws NodeException {
        for (Path part : parts) {
            boolean weights = list(part).stream().anyMatch(file -> file.toString().endsWith(".safetensors"));
            if (weights && !Files.isRegularFile(part.resolve("config.json"))) {
                throw new MissingModelException(parameter, "The pipeline " + model.getFileName() + " has no " + what
                        + " with a config.json, which is missing in " + part
                        + "; fetch it from where the model is from.");
            }
        }
    }

    private static List<Path> parts(Path model, String subfolder) throws NodeException {
        return list(model).stream().filter(Files::isDirectory)
                .filter(folder -> folder.getFileName().toString().matches(subfolder + "(_\\d)?"))
                .sorted().toList();
    }

    private static List<Path> list(Path folder) throws NodeException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new NodeException("", "The folder " + folder + " cannot be read (" + e.getMessage()
                    + "); check its permissions.", e);
        }
    }
}
