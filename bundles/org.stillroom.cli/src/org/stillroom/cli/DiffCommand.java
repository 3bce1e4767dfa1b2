// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.stillroom.graph.Change;
import org.stillroom.graph.GraphDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", description = {
        "Prints what changed from one graph to another.",
        "Nodes added, removed and renamed, parameters and wires changed; then, apart, what was only moved.",
        "Exits with 0 when the graphs could be compared, unless --exit-code is given."})
final class DiffCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "BEFORE",
            description = "A .stillroom file, or a picture that Stillroom saved.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Likewise.")
    private Path after;

    @Option(names = "--no-layout", description = "Leave out what was only moved.")
    private boolean noLayout;

    @Option(names = "--exit-code", description = "Exit with 1 if there are differences, as git diff does.")
    private boolean exitCode;

    DiffCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        List<Change> changes = GraphDiff.between(GraphLoader.load(context.shell(), before),
                GraphLoader.load(context.shell(), after));
        List<Change> logic = changes.stream().filter(change -> !change.isMovement()).toList();
        List<Change> layout = changes.stream().filter(change -> change.isMovement() && !noLayout).toList();
        PrintWriter out = context.shell().out();
        logic.forEach(out::println);
        if (!layout.isEmpty()) {
            out.println("layout only:");
            layout.forEach(change -> out.println("  " + change));
        }
        boolean same = logic.isEmpty() && layout.isEmpty();
        if (same) {
            out.println("no differences");
        }
        return exitCode && !same ? 1 : ExitCode.DONE;
    }
}
