// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.diffusion.origin.ModelOrigins;
import org.stillroom.graph.Graph;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;

/**
 * A model that a graph names, or that was found for it.
 *
 * @param pinned under what name it is pinned in the graph
 * @param name as parameters have it or, of one that was found, as people are told
 * @param users nodes and parameters that use it, at least one
 * @param path where it is here; empty if it is not
 * @param problem why it is not here
 */
record UsedModel(String pinned, String name, List<PortRef> users, Optional<Path> path,
        Optional<NodeException> problem) {

    /** All of a graph, each once: those that it names, then those that were found. */
    static Collection<UsedModel> of(Graph graph, NodeCatalog catalog, ModelFolders folders, CheckedGraph checked) {
        Map<String, UsedModel> models = new LinkedHashMap<>();
        for (ModelUse use : ModelUse.of(graph, catalog)) {
            models.computeIfAbsent(use.model(), name -> resolved(folders, use)).users()
                    .add(new PortRef(use.node(), use.parameter()));
        }
        FoundModels.of(checked).forEach((place, settled) -> models.put(FoundModels.pinned(place),
                new UsedModel(FoundModels.pinned(place), settled.value(), List.of(PortRef.parse(place)),
                        settled.model(), Optional.empty())));
        return models.values();
    }

    private static UsedModel resolved(ModelFolders folders, ModelUse use) {
        List<PortRef> users = new ArrayList<>();
        try {
            return new UsedModel(use.model(), use.model(), users,
                    Optional.of(folders.resolve(use.parameter(), use.model())), Optional.empty());
        } catch (NodeException e) {
            return new UsedModel(use.model(), use.model(), users, Optional.empty(), Optional.of(e));
        }
    }

    boolean wasFound() {
        return !pinned.equals(name);
    }

    /**
     * What it is here.
     *
     * @throws IOException if a file of it cannot be read
     */
    ModelPin pin(Checksums checksums, Progress progress) throws IOException {
        Path model = path.orElseThrow();
        return new ModelPin(checksums.of(model, progress),
                ModelOrigins.of(model).withBytes(Checksums.bytes(model)));
    }
}
