// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillroom.diffusion.origin.LicenseTerms;
import org.stillroom.diffusion.origin.ModelOrigins;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "models", description = {"Says what the models in model folders are, which nodes take them, and on "
        + "what licence they are, where their files tell.",
        "Only small files and headers are read."})
final class ModelsCommand implements Callable<Integer> {

    private static final String PARAMETER = "model";
    private static final ModelIdentity NOBODY_KNOWS = new ModelIdentity(Set.of(), "unknown", "");

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
            ModelFolders in = new ModelFolders(List.of(each));
            Table table = table(in);
            if (table.isEmpty()) {
                out.println("  has no models");
            }
            table.print(out, "  ");
            in.problems().forEach(problem -> out.println("  " + problem));
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

    /** Several models are looked at side by side: a disk of a network answers each slowly. */
    private Table table(ModelFolders in) throws CliException {
        Progress cancel = context.cancelCheck();
        NodeCatalog catalog = context.catalog();
        Table table = new Table();
        in.list().parallelStream().map(name -> row(in, catalog, name, cancel)).toList().forEach(table::row);
        return table;
    }

    private static String[] row(ModelFolders in, NodeCatalog catalog, String name, Progress cancel) {
        cancel.checkCancelled();
        try {
            Path model = in.resolve(PARAMETER, name);
            ModelIdentity is = catalog.identify(model).orElse(NOBODY_KNOWS);
            return new String[] {name, is.label(), detail(is, 0), detail(is, 1), detail(is, 2),
                (use(catalog, is) + licence(model)).replace(model.toString(), name)};
        } catch (NodeException e) {
            return new String[] {name, "unreadable", "", "", "", e.getMessage()};
        }
    }

    private static String detail(ModelIdentity identity, int column) {
        return identity.details().size() > column ? identity.details().get(column) : "";
    }

    /** What can be done with it: the nodes and parameters that take it, or what is wrong with it; and what to know. */
    private static String use(NodeCatalog catalog, ModelIdentity identity) {
        List<String> said = new ArrayList<>();
        if (identity.problem().isEmpty()) {
            String takers = catalog.nodeTypes().values().stream().filter(type -> !type.hidden() && !type.deprecated())
                    .flatMap(type -> takers(type, identity.kinds())).sorted().collect(Collectors.joining(", "));
            said.add(takers.isEmpty() ? "no node takes it" : "for " + takers);
        } else {
            said.add(identity.problem());
        }
        said.addAll(identity.notes());
        return String.join("; ", said);
    }

    /** On what terms it is, where its files tell. */
    private static String licence(Path model) {
        ModelOrigin origin = ModelOrigins.of(model);
        return (origin.isLicensed() ? "; licence: " + origin.terms() : "")
                + LicenseTerms.note(origin).map(note -> "; " + note).orElse("");
    }

    /** Such as {@code T5 Encoder (Encoder)}. */
    private static Stream<String> takers(NodeType type, Set<String> kinds) {
        return type.parameters().stream().filter(parameter -> !Collections.disjoint(parameter.accepts(), kinds))
                .map(parameter -> type.label() + " (" + parameter.label() + ")");
    }
}
