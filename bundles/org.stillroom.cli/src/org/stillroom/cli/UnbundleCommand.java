// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.graph.ModelPin;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.pack.BundleManifest.LeftOut;
import org.stillroom.nodes.pack.GraphBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "unbundle", description = {
        "Opens what \"stillroom bundle\" packed, in a folder of its own, and prints the path of the graph.",
        "The models in it are found by the graph, as they lie beside it. Nothing is written outside of the folder, "
        + "nothing that the bundle does not list, and nothing whose checksum is another one."})
final class UnbundleCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "FILE", description = "A bundle, such as cat.stillroom.zip.")
    private Path file;

    @Option(names = {"-o", "--output"}, paramLabel = "FOLDER",
            description = "A new folder, or an empty one. Default: named as the bundle, in the current folder.")
    private Path output;

    UnbundleCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        Shell shell = context.shell();
        Path bundle = shell.resolve(file);
        if (!Files.isRegularFile(bundle)) {
            throw new CliException(ExitCode.MISSING, bundle + (Files.exists(bundle) ? " is not a file"
                    : " is not there") + "; name a bundle");
        }
        try (GraphBundle opened = GraphBundle.open(bundle)) {
            Graph graph = opened.graph();
            Path unpacked = opened.unpack(shell.resolve(output == null ? folder(bundle) : output),
                    context.cancelCheck());
            opened.manifest().leftOut().forEach((name, model) -> tell(graph, name, model));
            shell.out().println(unpacked);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
        return ExitCode.DONE;
    }

    private void tell(Graph graph, String name, LeftOut model) {
        ModelPin pin = graph.models().get(name);
        ModelOrigin origin = pin == null ? ModelOrigin.UNKNOWN : pin.origin();
        context.shell().err().println("note: \"" + Ids.shorten(name) + "\""
                + (model.bytes() > 0 ? " (" + Quantity.bytes(model.bytes()).text() + ")" : "")
                + " is not in the bundle; have it in a model folder"
                + (origin.source().isEmpty() ? "" : ", from " + Ids.shorten(origin.source())));
    }

    private static Path folder(Path bundle) {
        String name = bundle.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        String ending = lower.endsWith(GraphBundle.ENDING) ? GraphBundle.ENDING : lower.endsWith(".zip") ? ".zip" : "";
        return Path.of(ending.isEmpty() ? name + "-unpacked" : name.substring(0, name.length() - ending.length()));
    }
}
