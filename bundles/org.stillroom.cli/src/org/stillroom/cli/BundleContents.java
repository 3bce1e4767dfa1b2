// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stillroom.diffusion.origin.LicenseTerms;
import org.stillroom.diffusion.origin.ModelOrigins;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.pack.BundleManifest.LeftOut;
import org.stillroom.nodes.pack.BundleNames;

/** Gathers what goes into a bundle: a graph that means the same there, files, models and licences. */
final class BundleContents {

    private final NodeCatalog catalog;
    private final ModelFolders folders;
    private final BundleChoice choice;
    private final SortedMap<String, Path> files = new TreeMap<>();
    /** By their names in the bundle, as systems compare them. */
    private final Map<String, Path> named = new HashMap<>();
    private final SortedMap<String, LeftOut> leftOut = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Table table = new Table();
    private Graph graph;

    BundleContents(Graph graph, NodeCatalog catalog, ModelFolders folders, BundleChoice choice) {
        this.graph = graph;
        this.catalog = catalog;
        this.folders = folders;
        this.choice = choice;
    }

    /** Names of files lead into the bundle, and models are pinned; otherwise as it was. */
    Graph graph() {
        return graph;
    }

    SortedMap<String, Path> files() {
        return files;
    }

    SortedMap<String, LeftOut> leftOut() {
        return leftOut;
    }

    /** What is to be known, as sentences. */
    List<String> notes() {
        return notes;
    }

    /** Every file and model, packed or not, with its size and licence. */
    Table table() {
        return table;
    }

    /** Files that nodes read, such as pictures. */
    void addFiles() throws CliException {
        for (Node node : List.copyOf(graph.nodes().values())) {
            Optional<NodeType> type = catalog.nodeType(node.type());
            if (type.isEmpty()) {
                notes.add(Ids.shorten(node.id()) + " is of the type \"" + Ids.shorten(node.type())
                        + "\", which is not installed here; what it reads is not packed");
            }
            for (Parameter parameter : type.map(NodeType::parameters).orElse(List.of())) {
                JsonNode value = node.parameters().get(parameter.id());
                boolean named = parameter.kind() == Parameter.Kind.FILE && value != null && value.isTextual()
                        && !value.textValue().isBlank();
                if (named) {
                    addFile(new PortRef(node.id(), parameter.id()), value.textValue());
                }
            }
        }
    }

    private void addFile(PortRef user, String written) throws CliException {
        if (choice.leavesOut(List.of(user))) {
            table.row("left out", Ids.shorten(written), "", "--without", "file of " + user);
            return;
        }
        try {
            Path file = folders.file(user.port(), written);
            String name = nameFor(file);
            files.put(name, file);
            graph = graph.with(graph.nodes().get(user.node()).withParameter(user.port(),
                    JsonNodeFactory.instance.textNode(name)));
            table.row("packed", Ids.shorten(written), size(Files.size(file)), "", "file of " + user
                    + (name.endsWith("/" + file.getFileName()) ? "" : ", as " + name));
        } catch (NodeException e) {
            throw missing(user, e);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, user + ": " + e.getMessage(), e);
        }
    }

    /** The same one for the same file, and another one for each other file, on every system. */
    private String nameFor(Path file) {
        String plain = BundleNames.ofFile(file.getFileName().toString());
        int dot = plain.lastIndexOf('.');
        String stem = dot > 0 ? plain.substring(0, dot) : plain;
        String name = plain;
        for (int i = 2; !file.equals(named.getOrDefault(BundleNames.folded(name), file)); i++) {
            name = stem + "-" + i + (dot > 0 ? plain.substring(dot) : "");
        }
        named.put(BundleNames.folded(name), file);
        return name;
    }

    /** Models that are not too large, with their licences; all are pinned. */
    void addModels(CheckedGraph checked, Checksums checksums, Progress progress) throws CliException {
        SortedMap<String, ModelPin> pins = new TreeMap<>(graph.models());
        for (UsedModel model : UsedModel.of(graph, catalog, folders, checked)) {
            if (model.path().isEmpty()) {
                leaveOutMissing(model);
                continue;
            }
            try {
                ModelPin pin = model.pin(checksums, progress);
                pins.put(model.pinned(), pin);
                add(model, model.path().get(), pin);
            } catch (IOException e) {
                throw new CliException(ExitCode.FAILED, "a model cannot be read: " + e.getMessage(), e);
            }
        }
        graph = graph.withModels(pins);
    }

    /** One that is not here may be pinned already, or need not be there. */
    private void leaveOutMissing(UsedModel model) throws CliException {
        ModelPin pinned = graph.models().get(model.pinned());
        if (pinned == null && !choice.leavesOut(model.users())) {
            throw missing(model.users().getFirst(), model.problem().orElseThrow());
        }
        ModelOrigin origin = pinned == null ? ModelOrigin.UNKNOWN : pinned.origin();
        leaveOut(model, origin, "not here");
    }

    private void add(UsedModel model, Path path, ModelPin pin) throws IOException {
        Map<String, Path> packed = new TreeMap<>();
        for (String inside : pin.files().keySet()) {
            boolean folder = Files.isDirectory(path);
            packed.put(BundleNames.MODELS + model.name() + (folder ? "/" + inside : ""),
                    folder ? path.resolve(inside) : path);
        }
        Optional<String> problem = packed.keySet().stream().flatMap(name -> BundleNames.problem(name).stream())
                .findFirst();
        ModelOrigin origin = pin.origin();
        if (problem.isPresent()) {
            leaveOut(model, origin, "its name cannot be in a bundle");
        } else if (packed.isEmpty() || !choice.packs(model.users(), origin.bytes())) {
            leaveOut(model, origin, choice.leavesOut(model.users()) ? "--without" : "larger than --limit");
        } else {
            files.putAll(packed);
            for (Path text : ModelOrigins.texts(path)) {
                String name = BundleNames.LICENCES + model.name() + "/" + text.getFileName();
                if (BundleNames.problem(name).isEmpty()) {
                    files.put(name, text);
                }
            }
            table.row("packed", Ids.shorten(model.name()), size(origin.bytes()), terms(origin), used(model));
            LicenseTerms.note(origin).ifPresent(note -> notes.add(Ids.shorten(model.name())
                    + " is passed on with the bundle: " + note));
        }
    }

    private void leaveOut(UsedModel model, ModelOrigin origin, String why) {
        leftOut.put(model.name(), new LeftOut(origin.bytes(),
                model.users().stream().map(PortRef::toString).sorted().toList()));
        table.row("left out", Ids.shorten(model.name()), size(origin.bytes()), terms(origin),
                used(model) + "; " + why);
    }

    private static CliException missing(PortRef user, NodeException e) {
        return new CliException(e instanceof MissingModelException ? ExitCode.MISSING : ExitCode.GRAPH_WRONG,
                user + ": " + e.getMessage() + " Or leave it out with --without " + user.node(), e);
    }

    private static String used(UsedModel model) {
        return "for " + model.users().stream().map(PortRef::toString).collect(Collectors.joining(", "));
    }

    private static String terms(ModelOrigin origin) {
        return origin.isLicensed() ? Ids.shorten(origin.terms()) : "licence not known";
    }

    private static String size(long bytes) {
        return bytes == 0 ? "" : Quantity.bytes(bytes).text();
    }
}
