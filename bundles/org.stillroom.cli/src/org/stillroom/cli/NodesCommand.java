// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "nodes", description = "Lists the node types that are installed, or describes one.")
final class NodesCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "TYPE",
            description = "Id of a node type, the last part of its id, or its label.")
    private String type;

    NodesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        NodeCatalog catalog = context.catalog();
        if (type == null) {
            list(catalog);
        } else {
            new TypeDescription(TypeNames.find(catalog, type), catalog).print(context.shell().out());
        }
        return ExitCode.DONE;
    }

    private void list(NodeCatalog catalog) {
        SortedMap<String, Table> categories = new TreeMap<>();
        for (NodeType offered : catalog.nodeTypes().values()) {
            if (!offered.hidden() && !offered.deprecated()) {
                categories.computeIfAbsent(offered.category(), category -> new Table())
                        .row(offered.id(), offered.label(), offered.description());
            }
        }
        PrintWriter out = context.shell().out();
        categories.forEach((category, table) -> {
            out.println(category);
            table.print(out, "  ");
            out.println();
        });
        out.println("\"stillroom nodes TYPE\" shows the ports and parameters of one.");
    }
}
