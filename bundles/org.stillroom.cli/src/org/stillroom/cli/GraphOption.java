// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The graph that a command reads, with other values for its parameters, and its models; its file stays as it is. */
final class GraphOption {

    @Parameters(paramLabel = "GRAPH", description = "A .stillroom file, or a picture that Stillroom saved.")
    private Path graph;

    @Option(names = "--set", paramLabel = "NODE.PARAM=VALUE", description = "Takes the graph with another value, such "
            + "as denoiser.steps=4 or t5_encoder.model=mini/students/base; may be given several times. The file stays "
            + "as it is. Files are named relative to the current folder.")
    private List<String> settings = new ArrayList<>();

    @Mixin
    private ModelsOption models;

    /** As it was named. */
    Path file() {
        return graph;
    }

    /**
     * The graph, with the values in their places.
     *
     * @throws CliException if it cannot be read, or has no such node or parameter, or a value does not fit
     */
    Graph load(Shell shell, NodeCatalog catalog) throws CliException {
        List<Setting> changes = new ArrayList<>();
        for (String text : settings) {
            changes.add(Setting.parse(text));
        }
        Graph loaded = GraphLoader.load(shell, graph);
        for (Setting change : changes) {
            loaded = change.apply(loaded, catalog, shell, folder(shell));
        }
        return loaded;
    }

    /** @throws CliException if a folder that was named does not exist */
    ModelFolders folders(Shell shell) throws CliException {
        return models.folders(shell, graph);
    }

    /** What file names in the graph are relative to. */
    Path folder(Shell shell) {
        return ModelsOption.graphFolder(shell, graph);
    }
}
