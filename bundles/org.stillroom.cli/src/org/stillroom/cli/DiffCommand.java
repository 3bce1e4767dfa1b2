// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphDiff;
import org.stillroom.graph.review.GraphReview;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", description = {
        "Prints what changed from one graph to another.",
        "Nodes added, removed and renamed, parameters and wires changed; then, apart, what was only moved.",
        "Exits with 0 when the graphs could be compared, unless --exit-code is given."})
final class DiffCommand implements Callable<Integer> {

    /** How the differences are shown, if not as lines. */
    static final class Form {

        @Option(names = "--html", description = "As a page for reviews: both graphs side by side, and the changes.")
        boolean html;

        @Option(names = "--svg", description = "As a drawing of both graphs and the changes.")
        boolean svg;
    }

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

    @ArgGroup(exclusive = true)
    private Form form;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE",
            description = "Where the page or drawing goes. Default: standard output.")
    private Path target;

    DiffCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        Graph from = GraphLoader.load(context.shell(), before);
        Graph to = GraphLoader.load(context.shell(), after);
        List<Change> changes = GraphDiff.between(from, to);
        List<Change> logic = changes.stream().filter(change -> !change.isMovement()).toList();
        List<Change> layout = changes.stream().filter(change -> change.isMovement() && !noLayout).toList();
        boolean same = logic.isEmpty() && layout.isEmpty();
        if (form != null) {
            GraphReview review = new GraphReview(before.toString(), from, after.toString(), to);
            String shown = form.html ? review.html() : review.svg();
            new Output(context.shell()).write(shown.getBytes(StandardCharsets.UTF_8), target);
        } else if (target != null) {
            throw new CliException(ExitCode.USAGE, "-o is for --html and --svg; the lines can be led into a file by >");
        } else {
            print(logic, layout);
        }
        return exitCode && !same ? 1 : ExitCode.DONE;
    }

    private void print(List<Change> logic, List<Change> layout) {
        PrintWriter out = context.shell().out();
        logic.forEach(out::println);
        if (!layout.isEmpty()) {
            out.println("layout only:");
            layout.forEach(change -> out.println("  " + change));
        }
        if (logic.isEmpty() && layout.isEmpty()) {
            out.println("no differences");
        }
    }
}
