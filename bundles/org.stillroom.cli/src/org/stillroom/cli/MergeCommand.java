// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.GraphMerge;
import org.stillroom.graph.GraphStructure;
import org.stillroom.graph.MissingGraphFileException;
import org.stillroom.graph.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "merge", description = {
        "Merges what two people made of a graph: by node, parameter, wire, model, place, frame and note.",
        "Nodes are followed when they are renamed. What clashes is kept, both ways, in the graph's \"conflicts\"; it "
        + "opens, and runs once \"stillroom settle\" or its author has chosen.",
        "\"stillroom git-setup\" has git call this.",
        "Exits with 0 if all is merged, with 1 if something clashes, and with more if nothing could be written."})
final class MergeCommand implements Callable<Integer> {

    static final int CLASH = 1;

    private final Context context;

    @Parameters(index = "0", paramLabel = "BASE",
            description = "The graph that both come from; an empty file if there is none.")
    private Path base;

    @Parameters(index = "1", paramLabel = "OURS", description = "The graph with our changes.")
    private Path ours;

    @Parameters(index = "2", paramLabel = "THEIRS", description = "The graph with theirs.")
    private Path theirs;

    @Option(names = {"-o", "--out"}, paramLabel = "OUT", description = "Where the result goes. Default: OURS.")
    private Path out;

    @Option(names = "--path", paramLabel = "PATH", description = "What messages call the graph. Default: OUT.")
    private String path;

    MergeCommand(Context context) {
        this.context = context;
    }

    /** As git calls it, with its {@code %O %A %B %P}. */
    static MergeCommand ofGit(Context context, String base, String ours, String theirs, String path) {
        MergeCommand command = new MergeCommand(context);
        command.base = Path.of(base);
        command.ours = Path.of(ours);
        command.theirs = Path.of(theirs);
        command.path = path;
        return command;
    }

    @Override
    public Integer call() throws CliException {
        Path file = context.shell().resolve(out == null ? ours : out);
        Graph our = load(ours);
        Graph their = load(theirs);
        Graph merged = GraphMerge.merge(isEmpty(base) ? Graph.EMPTY : load(base), our, their);
        try {
            GraphFile.write(merged, file);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
        return tell(merged, our, their);
    }

    private int tell(Graph merged, Graph our, Graph their) {
        PrintWriter err = context.shell().err();
        String name = path != null ? path : (out == null ? ours : out).toString();
        List<Conflict> conflicts = Conflicts.of(merged);
        Set<Problem> known = new HashSet<>(GraphStructure.problems(our));
        known.addAll(GraphStructure.problems(their));
        GraphStructure.problems(Conflicts.without(merged)).stream().filter(problem -> !known.contains(problem))
                .forEach(problem -> err.println(name + ": warning: " + problem));
        for (Conflict conflict : conflicts) {
            err.println(name + ": " + conflict.subject() + ": " + conflict.values());
        }
        if (!conflicts.isEmpty()) {
            err.println(name + ": " + conflicts.size() + (conflicts.size() == 1 ? " conflict" : " conflicts")
                    + "; \"stillroom settle " + name + "\" lists and settles them");
        }
        return conflicts.isEmpty() ? ExitCode.DONE : CLASH;
    }

    /** An exit code of 1 would tell git that there is a merged graph. */
    private Graph load(Path named) throws CliException {
        Path file = context.shell().resolve(named);
        try {
            return GraphFile.read(file);
        } catch (MissingGraphFileException e) {
            throw new CliException(ExitCode.MISSING, e.getMessage() + "; nothing was merged", e);
        } catch (GraphFileException e) {
            throw new CliException(ExitCode.FAILED, (path == null ? "" : path + ": ") + e.getMessage()
                    + ". Nothing was merged: OURS is as it was, and THEIRS is in none of it", e);
        }
    }

    private boolean isEmpty(Path named) throws CliException {
        Path file = context.shell().resolve(named);
        try {
            return Files.isRegularFile(file) && Files.size(file) == 0;
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
