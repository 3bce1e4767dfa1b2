// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "check", description = {
        "Prints every problem of a graph with its node and port.",
        "Runs nothing, and reads headers of models, never weights. Model files and licences that differ from "
                + "those pinned in the graph are warnings.",
        "Exits with 1 if there are errors, or with 3 if all that is wrong is that models or files are missing."})
final class CheckCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private GraphOption graph;

    CheckCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        NodeCatalog catalog = context.catalog();
        Graph loaded = graph.load(context.shell(), catalog);
        ModelFolders folders = graph.folders(context.shell());
        CheckedGraph checked = GraphCheck.check(loaded, catalog, folders);
        List<Problem> problems = new ArrayList<>(checked.problems());
        try (Checksums checksums = Checksums.ofUser()) {
            PinCheck pins = new PinCheck(folders.forManyNames(), checksums, context.cancelCheck());
            problems.addAll(pins.problems(loaded, catalog, checked));
        }
        if (GraphCheck.sinks(loaded, catalog).isEmpty()) {
            problems.add(Problem.warning("", "", "no node shows or saves anything, so there is nothing to run; add "
                    + "one, such as Save Image"));
        }
        problems.sort(Comparator.comparing(Problem::node).thenComparing(Problem::port));
        FoundModels.print(checked, context.shell().out());
        print(problems);
        if (checked.errors().isEmpty()) {
            return ExitCode.DONE;
        }
        return checked.missingModels() ? ExitCode.MISSING : ExitCode.GRAPH_WRONG;
    }

    private void print(List<Problem> problems) {
        for (Problem problem : problems) {
            context.shell().out().println(problem.severity().name().toLowerCase(Locale.ROOT) + ": " + problem);
        }
        long errors = problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).count();
        context.shell().out().println(problems.isEmpty() ? "no problems"
                : count(errors, "error") + ", " + count(problems.size() - errors, "warning"));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
