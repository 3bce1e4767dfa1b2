// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.MissingGraphFileException;
import org.stillroom.graph.review.GraphText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "text", description = {
        "Prints a graph as lines for people, logic before layout.",
        "\"stillroom git-setup\" has git compare these lines. A file that is no graph is printed as it is, so that git "
        + "can show what happened to it."})
final class TextCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "GRAPH", description = "A .stillroom file.")
    private Path graph;

    TextCommand(Context context) {
        this.context = context;
    }

    /** As git calls it. */
    static TextCommand ofGit(Context context, String graph) {
        TextCommand command = new TextCommand(context);
        command.graph = Path.of(graph);
        return command;
    }

    @Override
    public Integer call() throws CliException {
        Path file = context.shell().resolve(graph);
        Output output = new Output(context.shell());
        try {
            output.print(GraphText.of(GraphFile.read(file)).getBytes(StandardCharsets.UTF_8));
        } catch (MissingGraphFileException e) {
            throw new CliException(ExitCode.MISSING, e.getMessage(), e);
        } catch (GraphFileException e) {
            try {
                if (Files.size(file) > GraphFile.MAX_BYTES) {
                    throw new CliException(ExitCode.GRAPH_WRONG, e.getMessage(), e);
                }
                output.print(Files.readAllBytes(file));
            } catch (IOException unreadable) {
                throw new CliException(ExitCode.FAILED, e.getMessage(), e);
            }
        }
        return ExitCode.DONE;
    }
}
