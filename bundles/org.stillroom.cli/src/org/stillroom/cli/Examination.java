// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stillroom.diffusion.origin.LicenseTerms;
import org.stillroom.diffusion.origin.ModelOrigins;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.OcrReader;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;
import org.stillroom.graph.Provider;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.check.PinnedModelSearch;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.torch.models.ModelCache;

/** Looks through graphs for what this machine lacks; what is the same for several of them is found once. */
final class Examination {

    /** Of physical memory, as the system and the pictures need some, too. */
    private static final double USABLE = 0.9;
    private static final String READS_TEXT = "org.stillroom.textAccuracy";

    private final NodeCatalog catalog;
    private final Checksums checksums;
    private final Progress progress;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    /** Bytes of models that are missing, by name. */
    private final Map<String, Long> toFetch = new TreeMap<>();

    Examination(NodeCatalog catalog, Checksums checksums, Progress progress) {
        this.catalog = catalog;
        this.checksums = checksums;
        this.progress = progress;
    }

    /** All, the gravest first. */
    List<Finding> findings() {
        List<Finding> sorted = new ArrayList<>(findings.values());
        sorted.sort((a, b) -> a.kind() != b.kind() ? a.kind().compareTo(b.kind()) : a.subject().compareTo(b.subject()));
        return sorted;
    }

    /** A graph that cannot be read. */
    void unreadable(String name, String why) {
        add(name, Finding.Kind.GRAPH, name, why, "mend it, or restore an earlier version");
    }

    /** @param name of the graph, for people */
    void look(String name, Graph graph, ModelFolders folders) {
        boolean known = nodeTypes(name, graph);
        CheckedGraph checked = GraphCheck.check(graph, catalog, folders);
        if (known) {
            checked.errors().stream().filter(problem -> !checked.missing().contains(problem)).findFirst()
                    .ifPresent(problem -> add(name, Finding.Kind.GRAPH, name, problem.toString(),
                            "\"stillroom check\" lists every problem"));
        }
        models(name, graph, folders, checked);
        files(name, graph, folders);
        programs(name, graph);
    }

    /** Whether all are installed as the graph has them. */
    private boolean nodeTypes(String name, Graph graph) {
        boolean all = true;
        for (Node node : graph.nodes().values()) {
            Optional<NodeType> type = catalog.nodeType(node.type());
            if (type.isEmpty()) {
                Provider provider = graph.providers().get(node.type());
                add(name, Finding.Kind.NODE_TYPE, Ids.shorten(node.type()), "is not installed", provider == null
                        ? "install the bundle that contributes it; ask who made the graph"
                        : "install " + (provider.feature().isEmpty() ? "the bundle " + Ids.shorten(provider.bundle())
                                : "the feature " + Ids.shorten(provider.feature())));
                all = false;
            } else if (node.version() > type.get().version()) {
                add(name, Finding.Kind.NODE_TYPE, Ids.shorten(node.type()), "is version " + node.version()
                        + " in the graph, and version " + type.get().version() + " is installed",
                        "install a newer Stillroom, or a newer bundle of it");
                all = false;
            }
        }
        return all;
    }

    private void models(String name, Graph graph, ModelFolders folders, CheckedGraph checked) {
        Collection<UsedModel> used = UsedModel.of(graph, catalog, folders.forManyNames(), checked);
        long bytes = 0;
        for (UsedModel model : used) {
            ModelPin pin = graph.models().getOrDefault(model.pinned(), new ModelPin(new TreeMap<>()));
            ModelOrigin origin = pin.origin();
            if (model.path().isPresent()) {
                origin = ModelOrigins.of(model.path().get()).orElse(origin).withBytes(bytes(model.path().get()));
            } else {
                missing(name, model, pin, folders);
            }
            bytes += origin.bytes();
            LicenseTerms.note(origin).ifPresent(note -> add(name, Finding.Kind.LICENCE, Ids.shorten(model.name()),
                    note, "read the licence"));
        }
        memory(name, used.size(), bytes);
        for (Problem problem : new PinCheck(folders, checksums, progress).problems(graph, catalog, checked)) {
            add(name, Finding.Kind.OTHER_MODEL, problem.node() + "." + problem.port(), problem.message(),
                    "see what is said");
        }
    }

    private void missing(String name, UsedModel model, ModelPin pin, ModelFolders folders) {
        NodeException why = model.problem().orElseThrow();
        String shown = Ids.shorten(model.name());
        if (!(why instanceof MissingModelException)) {
            add(name, Finding.Kind.MODEL, shown, why.getMessage(), "name another in the graph");
            return;
        }
        Optional<String> elsewhere = pin.files().isEmpty() ? Optional.empty()
                : new PinnedModelSearch(folders, checksums).find(model.name(), pin, progress);
        if (elsewhere.isPresent()) {
            add(name, Finding.Kind.MODEL, shown, "is here under the name \"" + Ids.shorten(elsewhere.get()) + "\"",
                    "rename it, or choose it in the graph");
            return;
        }
        ModelOrigin origin = pin.origin();
        // a graph that is not pinned says nothing of it
        toFetch.merge(model.name(), origin.bytes(), Math::max);
        String home = folders.home().map(Path::toString).orElse("a model folder");
        add(name, Finding.Kind.MODEL, shown, "is not in any model folder"
                + (origin.bytes() > 0 ? ", " + Quantity.bytes(origin.bytes()).text() : "")
                + (origin.isLicensed() ? ", licence " + Ids.shorten(origin.terms()) : ""),
                (origin.source().isEmpty() ? "get it from who made the graph" : "fetch it from "
                        + Ids.shorten(origin.source()) + (origin.revision().isEmpty() ? ""
                        : " at " + Ids.shorten(origin.revision()))) + ", into " + home);
    }

    private static long bytes(Path model) {
        try {
            return Checksums.bytes(model);
        } catch (IOException e) {
            // what cannot be read is said by the check
            return 0;
        }
    }

    private void memory(String name, int models, long bytes) {
        long machine = ModelCache.machineMemory();
        if (bytes > machine * USABLE) {
            add(name, Finding.Kind.MEMORY, name, "its " + models + " models have " + Quantity.bytes(bytes).text()
                    + " as they are stored, and this machine has " + Quantity.bytes(machine).text(),
                    "set Memory of the encoders and the denoiser to Unload or Stream, or take a student");
        }
    }

    private void files(String name, Graph graph, ModelFolders folders) {
        for (Node node : graph.nodes().values()) {
            for (Parameter parameter : catalog.nodeType(node.type()).map(NodeType::parameters).orElse(List.of())) {
                JsonNode value = node.parameters().get(parameter.id());
                if (parameter.kind() == Parameter.Kind.FILE && value != null && value.isTextual()
                        && !value.textValue().isBlank()) {
                    try {
                        folders.file(parameter.id(), value.textValue());
                    } catch (NodeException e) {
                        add(name, Finding.Kind.FILE, node.id() + "." + parameter.id(), e.getMessage(),
                                "get it from who made the graph, or choose another");
                    }
                }
            }
        }
    }

    private void programs(String name, Graph graph) {
        boolean reads = graph.nodes().values().stream().anyMatch(node -> node.type().equals(READS_TEXT)
                && node.parameters().getOrDefault("reader", NullNode.instance)
                .asText().equals("tesseract"));
        if (reads) {
            try {
                OcrReader.open();
            } catch (EvaluationException e) {
                add(name, Finding.Kind.PROGRAM, "Tesseract", e.getMessage(), "install it, or take another reader");
            }
        }
    }

    /**
     * Looks whether there is room for what is missing, once all graphs were looked at.
     *
     * @param home where models go
     */
    void disk(Path home) {
        long needed = toFetch.values().stream().mapToLong(Long::longValue).sum();
        try {
            long room = Files.getFileStore(home).getUsableSpace();
            if (needed > room) {
                put(new Finding(Finding.Kind.DISK, home.toString(), "has " + Quantity.bytes(room).text()
                        + " left, and what is missing takes " + Quantity.bytes(needed).text(),
                        "make room, or name a model folder on another disk with --models", new TreeSet<>()));
            }
        } catch (IOException e) {
            put(new Finding(Finding.Kind.DISK, home.toString(), "cannot be looked at (" + e.getMessage() + ")",
                    "check its permissions", new TreeSet<>()));
        }
    }

    /** A device that was asked for and does not work. */
    void device(String device, String why) {
        put(new Finding(Finding.Kind.DEVICE, device, why, "compute on the CPU, or see \"releng/cuda --help\"",
                new TreeSet<>()));
    }

    private void add(String graph, Finding.Kind kind, String subject, String found, String todo) {
        put(new Finding(kind, subject, found, todo, new TreeSet<>(List.of(graph))));
    }

    private void put(Finding finding) {
        findings.merge(finding.kind() + " " + finding.subject() + " " + finding.found(), finding, Finding::alsoIn);
    }
}
