// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stillroom.nodes.contract.ModelFolders;
import picocli.CommandLine.Option;

/** Where models are looked for. */
final class ModelsOption {

    @Option(names = "--models", paramLabel = "DIR", description = "A folder with models; may be given several times. "
            + "After it come: models beside the graph, ./models, and the folders in STILLROOM_MODELS (separated as in "
            + "PATH). The first folder that has a model is taken.")
    private List<Path> given = new ArrayList<>();

    /** @throws CliException if a folder that was named does not exist */
    ModelFolders folders(Shell shell, Path graph) throws CliException {
        Path graphFolder = graphFolder(shell, graph);
        Set<Path> folders = new LinkedHashSet<>();
        for (Path folder : given) {
            Path resolved = shell.resolve(folder);
            if (!Files.isDirectory(resolved)) {
                throw new CliException(ExitCode.MISSING, "the model folder " + resolved
                        + (Files.exists(resolved) ? " is not a folder" : " is not there") + "; check --models");
            }
            folders.add(resolved);
        }
        folders.add(graphFolder.resolve("models"));
        folders.add(shell.resolve(Path.of("models")));
        for (String folder : shell.variable("STILLROOM_MODELS").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                folders.add(shell.resolve(Path.of(folder)));
            }
        }
        // one that is named twice would be searched, and named in messages, twice
        List<Path> present = folders.stream().filter(Files::isDirectory).toList();
        return new ModelFolders(present.isEmpty() ? List.copyOf(folders) : present, graphFolder);
    }

    /** What file names in the graph are relative to. */
    static Path graphFolder(Shell shell, Path graph) {
        Path parent = shell.resolve(graph).getParent();
        return parent == null ? shell.folder() : parent;
    }
}
