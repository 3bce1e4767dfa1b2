// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.runtime.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "doctor", description = {
        "Says what this machine lacks to run a folder of graphs: node types, models, files, a device, programs, disk "
        + "and memory; what differs from what the graphs were pinned with; and licences that are to be read.",
        "Each line says what to do. A model that is missing is looked for by the checksum that the graph has of it. "
        + "Runs nothing.",
        "Exits with 0 if nothing is lacking, with 1 if a graph is wrong, else with 3."})
final class DoctorCommand implements Callable<Integer> {

    private static final int MOST_ENTRIES = 200_000;

    private final Context context;

    @Parameters(paramLabel = "FOLDER", description = "Is looked through with all folders in it; or a single graph.")
    private Path folder;

    @Mixin
    private ModelsOption models;

    @Mixin
    private DeviceOption device;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        Shell shell = context.shell();
        Path root = shell.resolve(folder);
        if (!Files.exists(root)) {
            throw new CliException(ExitCode.MISSING, root + " is not there; name a folder with graphs");
        }
        if (Files.isDirectory(root)) {
            // a link to a folder is not followed by whoever walks
            root = real(root);
        }
        SortedSet<Path> graphs = graphs(root);
        if (graphs.isEmpty()) {
            throw new CliException(ExitCode.MISSING, root + " has no .stillroom files; name a folder with graphs");
        }
        try (Checksums checksums = Checksums.ofUser()) {
            Examination examination = new Examination(context.catalog(), checksums, context.cancelCheck());
            for (Path graph : graphs) {
                context.cancelCheck().checkCancelled();
                String name = graph.equals(root) ? graph.getFileName().toString()
                        : root.relativize(graph).toString().replace('\\', '/');
                ModelFolders folders = models.folders(shell, graph);
                try {
                    examination.look(name, GraphLoader.load(shell, graph), folders);
                } catch (CliException e) {
                    examination.unreadable(name, e.getMessage());
                }
            }
            models.folders(shell, graphs.first()).home().ifPresent(examination::disk);
            device(examination);
            return tell(examination.findings(), graphs.size());
        }
    }

    private static Path real(Path root) throws CliException {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, root + " cannot be looked through: " + e.getMessage(), e);
        }
    }

    private void device(Examination examination) throws CliException {
        Device named = device.named();
        try {
            device.checkIfCard();
        } catch (CliException e) {
            examination.device(named.toString(), e.getMessage());
        }
    }

    private int tell(List<Finding> findings, int graphs) throws CliException {
        if (json) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.put("graphs", graphs);
            findings.stream().map(Finding::json).forEach(root.putArray("findings")::add);
            new Output(context.shell()).print((root.toPrettyString().replace("\r\n", "\n") + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        } else {
            Table table = new Table();
            findings.forEach(each -> table.row(each.kind().lacks() ? "lacks" : "note", each.kind().id(), each.subject(),
                    each.found() + "; " + each.todo() + in(each)));
            table.print(context.shell().out(), "");
            long lacks = findings.stream().filter(each -> each.kind().lacks()).count();
            context.shell().out().println(graphs + (graphs == 1 ? " graph: " : " graphs: ")
                    + (lacks == 0 ? "nothing is lacking" : lacks + (lacks == 1 ? " thing is" : " things are")
                    + " lacking") + notes(findings.size() - lacks));
        }
        if (findings.stream().noneMatch(each -> each.kind().lacks())) {
            return ExitCode.DONE;
        }
        return findings.stream().anyMatch(each -> each.kind() == Finding.Kind.GRAPH) ? ExitCode.GRAPH_WRONG
                : ExitCode.MISSING;
    }

    private static String notes(long notes) {
        return notes == 0 ? "" : ", " + notes + (notes == 1 ? " note" : " notes");
    }

    private static String in(Finding finding) {
        return finding.graphs().isEmpty() ? "" : " (" + String.join(", ", finding.graphs()) + ")";
    }

    /** Links to folders are followed; what is hidden, such as git's folder, is left out. */
    private SortedSet<Path> graphs(Path root) throws CliException {
        SortedSet<Path> graphs = new TreeSet<>();
        if (Files.isRegularFile(root)) {
            graphs.add(root);
            return graphs;
        }
        int[] entries = {0};
        // links may lead to one folder again and again, or around
        Set<Path> seen = new HashSet<>();
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                    new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    boolean hidden = !folder.equals(root) && folder.getFileName().toString().startsWith(".");
                    return hidden || !seen.add(folder.toRealPath()) ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".stillroom")) {
                        if (attributes.isRegularFile()) {
                            graphs.add(file);
                        } else if (attributes.isSymbolicLink()) {
                            context.shell().err().println("warning: " + file + " is a link that leads nowhere; "
                                    + "remove it, or put its graph back");
                        }
                    }
                    entries[0]++;
                    return entries[0] < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (e instanceof FileSystemLoopException) {
                        return FileVisitResult.CONTINUE;
                    }
                    context.shell().err().println("warning: " + file + " cannot be looked through ("
                            + e.getMessage() + "); check its permissions");
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, root + " cannot be looked through: " + e.getMessage(), e);
        }
        if (entries[0] >= MOST_ENTRIES) {
            throw new CliException(ExitCode.USAGE, root + " has more than " + MOST_ENTRIES
                    + " files; name a folder in it");
        }
        return graphs;
    }
}
