// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;
import org.stillroom.graph.io.Digest;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameter;

/** What models and files a graph is drawn with, by their contents: the same on every machine that has them. */
final class ModelDigest {

    private final JobRequest request;
    private final Checksums checksums = Checksums.ofUser();
    private final Progress progress;

    ModelDigest(JobRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Checks the graph, too.
     *
     * @throws BatchException if it cannot run, or a model cannot be read
     */
    String of(Graph graph) throws BatchException {
        Collection<String> sinks = GraphCheck.sinks(graph, request.catalog());
        if (sinks.isEmpty()) {
            throw new BatchException(BatchException.Kind.GRAPH, "the graph has no node that shows or saves something; "
                    + "add one, such as Save Image");
        }
        CheckedGraph checked = GraphCheck.check(graph, request.catalog(), request.models(), sinks);
        List<Problem> errors = checked.errors();
        if (!errors.isEmpty()) {
            throw new BatchException(checked.missingModels() ? BatchException.Kind.MISSING : BatchException.Kind.GRAPH,
                    errors.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        }
        SortedMap<String, Path> used = new TreeMap<>();
        checked.settled().forEach((place, settled) -> settled.model()
                .ifPresent(model -> used.put(place.toString(), model)));
        for (Node node : graph.nodes().values()) {
            add(used, node);
        }
        StringBuilder text = new StringBuilder();
        for (var model : used.entrySet()) {
            text.append(model.getKey()).append('\n').append(sums(model.getValue())).append('\n');
        }
        return Digest.hex(text.toString());
    }

    /** Not only what this graph needs: with another prompt, a rule may ask for another encoder. */
    private void add(SortedMap<String, Path> used, Node node) {
        for (Parameter parameter : request.catalog().nodeType(node.type()).map(type -> type.parameters())
                .orElse(List.of())) {
            JsonNode name = node.parameters().get(parameter.id());
            boolean model = parameter.kind() == Parameter.Kind.MODEL;
            if (name == null || !name.isTextual() || name.textValue().isBlank()
                    || !model && parameter.kind() != Parameter.Kind.FILE) {
                continue;
            }
            try {
                used.put(node.id() + "." + parameter.id(), model
                        ? request.models().resolve(parameter.id(), name.textValue())
                        : request.models().file(parameter.id(), name.textValue()));
            } catch (NodeException e) {
                // the check has found that nothing needs it
                used.remove(node.id() + "." + parameter.id());
            }
        }
    }

    private String sums(Path model) throws BatchException {
        try {
            return checksums.of(model, progress).toString();
        } catch (IOException e) {
            throw new BatchException(BatchException.Kind.FAILED, "the checksums of " + model + " cannot be computed ("
                    + e.getMessage() + "); check that it can be read", e);
        }
    }
}
