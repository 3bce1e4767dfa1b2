// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Settled;

/** Plans the nodes of a checked graph: what each one's key is, and what it is made from. Executes nothing. */
final class Planner {

    private final NodeCatalog catalog;
    private final RunRequest request;
    private final CheckedGraph checked;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final SortedMap<String, NodeException> unreadable = new TreeMap<>();

    private Planner(NodeCatalog catalog, RunRequest request, CheckedGraph checked) {
        this.catalog = catalog;
        this.request = request;
        this.checked = checked;
    }

    /**
     * @param steps by node id, sources before what they feed
     * @param unreadable nodes whose models or files cannot be read, and why
     */
    record Plan(Map<String, Step> steps, SortedMap<String, NodeException> unreadable) {}

    static Plan plan(CheckedGraph checked, NodeCatalog catalog, RunRequest request) {
        Planner planner = new Planner(catalog, request, checked);
        for (String id : checked.order()) {
            planner.steps.put(id, planner.step(checked.graph().nodes().get(id)));
        }
        return new Plan(planner.steps, planner.unreadable);
    }

    private Step step(Node node) {
        NodeType type = catalog.nodeType(node.type()).orElseThrow();
        Parameters parameters = new Parameters(type, node.parameters());
        SortedSet<String> sources = new TreeSet<>(node.inputs().values().stream().map(PortRef::node).toList());
        SortedMap<String, Settled> settled = settled(node, type);
        SortedMap<String, Optional<Path>> models = new TreeMap<>();
        sources.forEach(source -> {
            models.putAll(steps.get(source).models());
            models.putAll(ownModels(steps.get(source)));
        });
        return new Step(node, type, parameters, settled, key(node, type, parameters, settled), models, sources);
    }

    private SortedMap<String, Settled> settled(Node node, NodeType type) {
        SortedMap<String, Settled> settled = new TreeMap<>();
        for (Parameter parameter : type.parameters()) {
            Settled value = checked.settled().get(new PortRef(node.id(), parameter.id()));
            if (value != null) {
                settled.put(parameter.id(), value);
            }
        }
        return settled;
    }

    private static SortedMap<String, Optional<Path>> ownModels(Step step) {
        SortedMap<String, Optional<Path>> models = new TreeMap<>();
        for (Parameter parameter : step.type().parameters()) {
            if (parameter.kind() == Parameter.Kind.MODEL && !step.parameters().text(parameter.id()).isEmpty()) {
                models.put(step.parameters().text(parameter.id()), Optional.empty());
            }
        }
        step.settled().values().stream().filter(settled -> settled.model().isPresent())
                .forEach(settled -> models.put(settled.value(), settled.model()));
        return models;
    }

    /** Node ids do not count, so that renaming keeps results, except where a sink may name its file by them. */
    private String key(Node node, NodeType type, Parameters parameters, SortedMap<String, Settled> settled) {
        ResultKey key = new ResultKey().add(type.id(), Integer.toString(type.version()));
        for (Parameter parameter : type.parameters()) {
            JsonNode value = parameters.all().get(parameter.id());
            if (!parameter.editorOnly()) {
                key.add(parameter.id()).add(value).add(fingerprint(node, parameter, value.asText()));
            }
        }
        settled.forEach((parameter, value) -> key.add("settled", parameter, value.model()
                .map(model -> fingerprint(node, parameter, () -> model)).orElse(value.value())));
        node.inputs().forEach((input, from) -> key.add("input", input, from.port(), steps.get(from.node()).key()));
        if (type.device()) {
            key.add("device", request.device());
        }
        if (type.sink()) {
            key.add("sink", node.id(), request.outputFolder().toString());
        }
        return key.hex();
    }

    private String fingerprint(Node node, Parameter parameter, String name) {
        boolean file = parameter.kind() == Parameter.Kind.FILE;
        if (name.isEmpty() || !file && parameter.kind() != Parameter.Kind.MODEL) {
            return "";
        }
        return fingerprint(node, parameter.id(), () -> file ? request.models().file(parameter.id(), name)
                : request.models().resolve(parameter.id(), name));
    }

    private interface Place {
        Path find() throws NodeException;
    }

    private String fingerprint(Node node, String parameter, Place place) {
        try {
            return request.models().fingerprint(place.find());
        } catch (NodeException e) {
            unreadable.put(node.id(), e);
        } catch (UncheckedIOException e) {
            unreadable.put(node.id(), new NodeException(parameter, e.getMessage() + "; check its permissions", e));
        }
        return "unreadable";
    }
}
