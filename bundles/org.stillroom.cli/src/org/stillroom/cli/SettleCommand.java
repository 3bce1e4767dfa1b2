// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflict.Side;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.Ids;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "settle", description = {
        "Settles what a merge left open in a graph, by one side's values; without a side, lists it.",
        "Exits with 1 if all that was asked for is the list, and it is not empty."})
final class SettleCommand implements Callable<Integer> {

    /** Whose values are taken. */
    static final class Choice {

        @Option(names = "--ours", description = "Takes our values.")
        boolean ours;

        @Option(names = "--theirs", description = "Takes their values.")
        boolean theirs;

        @Option(names = "--base", description = "Takes the values before both changes.")
        boolean base;

        Side side() {
            return ours ? Side.OURS : theirs ? Side.THEIRS : Side.BASE;
        }
    }

    private final Context context;

    @Parameters(index = "0", paramLabel = "GRAPH", description = "A .stillroom file; it is rewritten.")
    private Path graph;

    @Parameters(index = "1..*", paramLabel = "WHAT", description = "Only this: NODE, NODE.PARAM or a place as it is "
            + "listed, such as /layout for all that is drawn.")
    private List<String> what = new ArrayList<>();

    @ArgGroup(exclusive = true)
    private Choice choice;

    SettleCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        Path file = context.shell().resolve(graph);
        if (GraphLoader.isPicture(file)) {
            throw new CliException(ExitCode.USAGE, file + " is a picture; only .stillroom files are settled");
        }
        Graph loaded = GraphLoader.load(context.shell(), graph);
        List<Conflict> all = Conflicts.of(loaded);
        List<Conflict> chosen = chosen(all);
        PrintWriter shown = context.shell().out();
        if (choice == null) {
            chosen.forEach(conflict -> shown.println(conflict.place() + "\n  " + conflict.subject() + ": "
                    + conflict.values()));
            shown.println(chosen.isEmpty() ? "nothing to settle" : "--ours, --theirs or --base settles them");
            return chosen.isEmpty() ? ExitCode.DONE : ExitCode.GRAPH_WRONG;
        }
        Graph settled;
        try {
            settled = Conflicts.settled(loaded, chosen, choice.side());
            GraphFile.write(settled, file);
        } catch (GraphFileException e) {
            throw new CliException(ExitCode.GRAPH_WRONG, e.getMessage() + ". The graph is as it was", e);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
        shown.println(file + ": " + chosen.size() + " settled, " + Conflicts.of(settled).size() + " left");
        return ExitCode.DONE;
    }

    private List<Conflict> chosen(List<Conflict> all) throws CliException {
        for (String wanted : what) {
            if (all.stream().noneMatch(conflict -> isMeant(conflict, wanted))) {
                throw new CliException(ExitCode.USAGE, "there is no conflict at \"" + Ids.shorten(wanted)
                        + "\"; \"stillroom settle " + graph + "\" lists all");
            }
        }
        List<Conflict> chosen = new ArrayList<>(all);
        chosen.removeIf(conflict -> !what.isEmpty() && what.stream().noneMatch(wanted -> isMeant(conflict, wanted)));
        return chosen;
    }

    private static boolean isMeant(Conflict conflict, String wanted) {
        String place = conflict.place();
        return place.equals(wanted) || wanted.startsWith("/") && place.startsWith(wanted + "/")
                || !conflict.node().isEmpty() && (wanted.equals(conflict.node())
                        || wanted.equals(conflict.node() + "." + conflict.port()));
    }
}
