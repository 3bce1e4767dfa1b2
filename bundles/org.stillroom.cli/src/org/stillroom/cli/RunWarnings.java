// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;

/**
 * What keeps no graph from running, but may not be what its author wants, and what was found in place of models that it
 * does not name. Errors are the engine's to report.
 */
final class RunWarnings {

    private RunWarnings() {}

    /** @param only ids of the nodes to run; empty for all that show or save something */
    static void print(Graph graph, NodeCatalog catalog, ModelFolders models, List<String> only, PrintWriter err) {
        Collection<String> targets = only.isEmpty() ? GraphCheck.sinks(graph, catalog) : only;
        CheckedGraph checked = GraphCheck.check(graph, catalog, models, targets);
        FoundModels.print(checked, err);
        checked.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.WARNING)
                .forEach(problem -> err.println("warning: " + problem));
    }
}
