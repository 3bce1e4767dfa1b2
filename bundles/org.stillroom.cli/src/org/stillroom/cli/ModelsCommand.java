// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "models", description = {"Says what the models in model folders are, and which nodes take them.",
        "Only small files and headers are read."})
final class ModelsCommand implements Callable<Integer> {

    private static final String PARAMETER = "model";

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Looks through this folder alone.")
    private Path folder;

    @Mixin
    private ModelsOption models;

    ModelsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        PrintWriter out = context.shell().out();
        for (Path each : folders()) {
            out.println(each);
            Table table = table(new ModelFolders(List.of(each)));
            if (table.isEmpty()) {
                out.println("  has no models");
            }
            table.print(out, "  ");
            out.flush();
        }
        return ExitCode.DONE;
    }

    private List<Path> folders() throws CliException {
        if (folder == null) {
            // as for a graph in the working folder
            return models.folders(context.shell(), Path.of("graph")).folders();
        }
        Path given = context.shell().resolve(folder);
        if (!Files.isDirectory(given)) {
            throw new CliException(ExitCode.MISSING, given
                    + (Files.exists(given) ? " is not a folder" : " is not there") + "; name a folder with models");
        }
        return List.of(given);
    }

    private Table table(ModelFolders in) throws CliException {
        Progress cancel = context.cancelCheck();
        NodeCatalog catalog = context.catalog();
        Table table = new Table();
        for (String name : in.list()) {
            cancel.checkCancelled();
            try {
                Path model = in.resolve(PARAMETER, name);
                Optional<ModelIdentity> identity = catalog.identify(model);
                table.row(name, identity.map(ModelIdentity::summary).orElse("unknown"),
                        identity.map(is -> use(catalog, is).replace(model.toString(), name)).orElse(""));
            } catch (NodeException e) {
                table.row(name, "unreadable", e.getMessage());
            }
        }
        return table;
    }

    /** What can be done with it: the nodes that take it, or what is wrong with it. */
    private static String use(NodeCatalog catalog, ModelIdentity identity) {
        if (!identity.problem().isEmpty()) {
            return identity.problem();
        }
        String takers = catalog.nodeTypes().values().stream()
                .filter(type -> !type.hidden() && !type.deprecated() && takes(type, identity.kinds()))
                .map(NodeType::label).sorted().collect(Collectors.joining(", "));
        return takers.isEmpty() ? "no node takes it" : "for " + takers;
    }

    private static boolean takes(NodeType type, Set<String> kinds) {
        return type.parameters().stream().anyMatch(parameter -> !Collections.disjoint(parameter.accepts(), kinds));
    }
}
