// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.stillroom.diffusion.origin.LicenseTerms;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.graph.ModelPin;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "pin", description = {
        "Writes the checksum of every model file that a graph names, or that is found for it, into the graph, and of "
        + "each model its size, licence and source, as far as its own files tell.",
        "\"stillroom check\" then tells teammates which of their files differ.",
        "The graph is not touched if a model is missing."})
final class PinCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "GRAPH", description = "A .stillroom file; it is rewritten.")
    private Path graph;

    @Mixin
    private ModelsOption models;

    PinCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        Path file = context.shell().resolve(graph);
        if (GraphLoader.isPicture(file)) {
            throw new CliException(ExitCode.USAGE, file + " is a picture; pin writes to .stillroom files only");
        }
        Graph before = GraphLoader.load(context.shell(), graph);
        Graph pinned = before.withModels(pins(before));
        try {
            GraphFile.write(pinned, file);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
        int count = pinned.models().size();
        context.shell().out().println(file + ": " + count + (count == 1 ? " model" : " models") + " pinned");
        return ExitCode.DONE;
    }

    private SortedMap<String, ModelPin> pins(Graph loaded) throws CliException {
        ModelFolders folders = models.folders(context.shell(), graph);
        CheckedGraph checked = GraphCheck.check(loaded, context.catalog(), folders);
        SortedMap<String, ModelPin> pins = new TreeMap<>();
        try (Checksums checksums = Checksums.ofUser()) {
            for (UsedModel model : UsedModel.of(loaded, context.catalog(), folders, checked)) {
                if (model.problem().isPresent()) {
                    throw model.problem().get();
                }
                context.shell().err().println(model.name());
                ModelPin pin = model.pin(checksums, context.cancelCheck());
                pins.put(model.pinned(), pin);
                tellTerms(pin.origin());
            }
            return pins;
        } catch (MissingModelException e) {
            throw new CliException(ExitCode.MISSING, e.getMessage(), e);
        } catch (NodeException e) {
            throw new CliException(ExitCode.GRAPH_WRONG, e.getMessage(), e);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "a model cannot be read: " + e.getMessage(), e);
        }
    }

    private void tellTerms(ModelOrigin origin) {
        if (origin.isLicensed()) {
            context.shell().err().println("  licence: " + origin.terms());
        }
        LicenseTerms.note(origin).ifPresent(note -> context.shell().err().println("  note: " + note));
    }
}
