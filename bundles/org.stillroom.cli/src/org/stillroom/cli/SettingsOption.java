// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import picocli.CommandLine.Option;

/** Other values for parameters of a graph; its file stays as it is. */
final class SettingsOption {

    @Option(names = "--set", paramLabel = "NODE.PARAM=VALUE", description = "Takes the graph with another value, such "
            + "as denoiser.steps=4 or t5_encoder.model=mini/students/base; may be given several times. The file stays "
            + "as it is. Files are named relative to the current folder.")
    private List<String> settings = new ArrayList<>();

    /** @throws CliException if one is not written as it must be */
    List<Setting> parsed() throws CliException {
        List<Setting> parsed = new ArrayList<>();
        for (String text : settings) {
            parsed.add(Setting.parse(text));
        }
        return parsed;
    }

    /**
     * The graph in a file, with the values in their places.
     *
     * @throws CliException if it cannot be read, or has no such node or parameter, or a value does not fit
     */
    Graph load(Shell shell, NodeCatalog catalog, Path graph) throws CliException {
        List<Setting> changes = parsed();
        Graph loaded = GraphLoader.load(shell, graph);
        for (Setting change : changes) {
            loaded = change.apply(loaded, catalog, shell, ModelsOption.graphFolder(shell, graph));
        }
        return loaded;
    }
}
