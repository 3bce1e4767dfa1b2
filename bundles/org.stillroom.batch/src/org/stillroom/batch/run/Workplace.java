// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.stillroom.engine.DiskCache;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;

/**
 * Where items are drawn, and with what.
 *
 * @param graph whose values items replace
 * @param device {@code cpu}, {@code cuda} or {@code cuda:1}
 * @param disk where embeddings are that outlive the program
 * @param memory that it may take, asked before each run; empty for no plan, and then models are kept
 * @param retries how often an item that failed is tried again
 * @param executor name of this place, for the table
 * @param threads of the CPU that one operation takes; asked once something was drawn
 */
public record Workplace(Graph graph, NodeCatalog catalog, ModelFolders models, String device, Optional<DiskCache> disk,
        Optional<Supplier<MemoryBudget>> memory, int retries, String executor, IntSupplier threads) {

    public Workplace {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(models, "models");
    }
}
