// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.pack.BundleManifest;
import org.stillroom.nodes.pack.BundleWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "bundle", description = {
        "Packs a graph into one file that opens elsewhere, with the pictures and lists that it reads, and its "
        + "students, LoRAs and other small models.",
        "Large models are left out; the file says which, with checksums, licences and sources, as \"stillroom pin\" "
        + "writes them. \"stillroom unbundle\" opens it, and so does the studio. The graph's own file stays as it is.",
        "The same content gives the same bytes on every machine."})
final class BundleCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private GraphOption graph;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE",
            description = "The bundle. Default: the graph's name with .zip behind it, in the current folder.")
    private Path output;

    @Option(names = "--limit", paramLabel = "SIZE", defaultValue = "1GB",
            description = "Models that are larger are left out. Default: ${DEFAULT-VALUE}.")
    private String limit;

    @Option(names = "--with", paramLabel = "NODE[.PARAM]",
            description = "Packs the models of this node, however large; may be given several times.")
    private List<String> with = new ArrayList<>();

    @Option(names = "--without", paramLabel = "NODE[.PARAM]",
            description = "Leaves out models and files of this node, also if they are missing; may be given several "
                    + "times.")
    private List<String> without = new ArrayList<>();

    BundleCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        Shell shell = context.shell();
        NodeCatalog catalog = context.catalog();
        Graph loaded = graph.load(shell, catalog);
        ModelFolders folders = graph.folders(shell);
        BundleChoice choice = new BundleChoice(loaded, catalog, with, without, Sizes.parse("--limit", limit));
        String name = name(graph.file());
        Path target = shell.resolve(output == null ? Path.of(name + ".zip") : output);
        try (Checksums checksums = Checksums.ofUser()) {
            BundleContents contents = new BundleContents(loaded, catalog, folders, choice);
            contents.addFiles();
            contents.addModels(GraphCheck.check(loaded, catalog, folders), checksums, context.cancelCheck());
            BundleManifest written = new BundleWriter(name, contents.graph(), contents.files(), contents.leftOut())
                    .write(target, context.cancelCheck());
            tell(contents, written, shell.err());
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, target + " could not be written: " + e.getMessage(), e);
        }
        shell.out().println(target);
        return ExitCode.DONE;
    }

    private static void tell(BundleContents contents, BundleManifest written, PrintWriter err) {
        contents.table().print(err, "");
        contents.notes().forEach(note -> err.println("note: " + note));
        long bytes = written.files().values().stream().mapToLong(BundleManifest.Content::bytes).sum();
        err.println(written.files().size() + (written.files().size() == 1 ? " file, " : " files, ")
                + Quantity.bytes(bytes).text());
    }

    /** What the graph is called in the bundle. */
    private static String name(Path graph) {
        String name = graph.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + ".stillroom";
    }
}
