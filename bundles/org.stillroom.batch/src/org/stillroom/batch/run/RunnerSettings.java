// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * How a job is to be drawn.
 *
 * @param folders with models, searched in this order
 * @param graphFolder what files in the graph are named relative to
 * @param scratch an existing folder of this machine for what is half done
 * @param cache folder of embeddings, as the place that draws sees it; empty for none
 * @param memory that this machine may take; empty for no plan, and then models are kept
 * @param retries how often an item that failed is tried again
 * @param threads of the CPU that one operation takes; empty as OMP_NUM_THREADS or the library has it
 * @param threadsUsed tells how many this process takes
 * @param master of a cluster; empty for this machine
 * @param cluster what the cluster is to be told
 */
public record RunnerSettings(NodeCatalog catalog, List<Path> folders, Path graphFolder, Path scratch,
        Optional<Path> cache, Optional<Supplier<MemoryBudget>> memory, int retries, OptionalInt threads,
        IntSupplier threadsUsed, Optional<String> master, ClusterSettings cluster) {

    public RunnerSettings {
        folders = List.copyOf(folders);
    }
}
