// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.GraphSetting;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameter;

/** One {@code --set NODE.PARAM=VALUE}. */
record Setting(String node, String parameter, String value) {

    /** @throws CliException if it is not written so */
    static Setting parse(String text) throws CliException {
        int equals = text.indexOf('=');
        int dot = text.indexOf('.');
        if (dot < 1 || equals < dot + 2) {
            throw new CliException(ExitCode.USAGE, "--set \"" + Ids.shorten(text)
                    + "\" is not written NODE.PARAM=VALUE, such as --set denoiser.steps=4");
        }
        return new Setting(text.substring(0, dot), text.substring(dot + 1, equals), text.substring(equals + 1));
    }

    /**
     * The graph with the value in its place.
     *
     * @param shell files are named relative to the folder where the command was started
     * @param graphFolder what the graph's own file names are relative to
     * @throws CliException if the graph has no such node, its type no such parameter, or the value does not fit
     */
    Graph apply(Graph graph, NodeCatalog catalog, Shell shell, Path graphFolder) throws CliException {
        try {
            GraphSetting setting = new GraphSetting(node, parameter, value);
            boolean file = setting.in(graph, catalog).kind() == Parameter.Kind.FILE;
            return file ? new GraphSetting(node, parameter, file(shell, graphFolder)).apply(graph, catalog)
                    : setting.apply(graph, catalog);
        } catch (NodeException e) {
            throw new CliException(ExitCode.GRAPH_WRONG, e.getMessage(), e);
        }
    }

    /** Relative to the graph's folder where it can be, so that pictures tell little of the user's folders. */
    private String file(Shell shell, Path graphFolder) {
        try {
            Path file = value.isEmpty() ? null : shell.resolve(Path.of(value));
            boolean related = file != null && graphFolder.getRoot().equals(file.getRoot());
            return related ? graphFolder.relativize(file).toString().replace('\\', '/') : value;
        } catch (InvalidPathException e) {
            return value;
        }
    }
}
