// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;

/**
 * What somebody wants to be drawn.
 *
 * @param prompts a file with a prompt in each row, and perhaps values beside it; empty for the graph's own prompt
 * @param most rows of it that are taken
 * @param promptNode {@code NODE} or {@code NODE.PARAM} that the prompts go into; empty to find it
 * @param seedNode the same for seeds
 * @param seeds of each prompt; empty for the graph's own
 * @param device {@code cpu}, {@code cuda} or {@code cuda:1}
 */
public record JobRequest(Graph graph, NodeCatalog catalog, ModelFolders models, Optional<Path> prompts, int most,
        Optional<String> promptNode, Optional<String> seedNode, List<Variation> variations, List<String> seeds,
        String device) {

    public JobRequest {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(models, "models");
        variations = List.copyOf(variations);
        seeds = List.copyOf(seeds);
    }
}
