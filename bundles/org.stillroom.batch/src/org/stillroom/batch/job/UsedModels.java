// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;

/**
 * The models and files that a graph names, and those that its nodes have found. Not only what this graph needs: with
 * another prompt, a rule may ask for another encoder.
 */
final class UsedModels {

    private final NodeCatalog catalog;
    private final ModelFolders folders;

    UsedModels(NodeCatalog catalog, ModelFolders folders) {
        this.catalog = catalog;
        this.folders = folders;
    }

    /** By {@code NODE.PARAM}; without what is not here, as the check has found that nothing needs it. */
    SortedMap<String, Path> of(Graph graph, CheckedGraph checked) {
        SortedMap<String, Path> used = new TreeMap<>();
        checked.settled().forEach((place, settled) -> settled.model()
                .ifPresent(model -> used.put(place.toString(), model)));
        for (Node node : graph.nodes().values()) {
            for (Parameter parameter : catalog.nodeType(node.type()).map(NodeType::parameters).orElse(List.of())) {
                String place = node.id() + "." + parameter.id();
                JsonNode name = node.parameters().get(parameter.id());
                boolean named = name != null && name.isTextual() && !name.textValue().isBlank();
                if (named && (parameter.kind() == Parameter.Kind.MODEL || parameter.kind() == Parameter.Kind.FILE)) {
                    path(parameter, name.textValue()).ifPresentOrElse(path -> used.put(place, path),
                            () -> used.remove(place));
                }
            }
        }
        return used;
    }

    private Optional<Path> path(Parameter parameter, String name) {
        try {
            return Optional.of(parameter.kind() == Parameter.Kind.MODEL ? folders.resolve(parameter.id(), name)
                    : folders.file(parameter.id(), name));
        } catch (NodeException e) {
            return Optional.empty();
        }
    }
}
