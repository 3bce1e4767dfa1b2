// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.contract.ModelFolders;

/**
 * What to run.
 *
 * @param graph as its file holds it
 * @param models where its models are
 * @param outputFolder where its pictures and files go; made if it is not there
 * @param device {@code cpu}, {@code cuda} or {@code cuda:1}
 * @param targets ids of the nodes to run, with all they need; empty for every node that shows or saves something
 * @param listener told of everything that happens, one event at a time; may cancel the run, must not wait for it
 * @param previewEvery least time between two previews of the same node; empty for none, which then cost nothing
 * @param disk where results are that outlive the program; empty for none
 * @param memory that the run may take, asked for only if a node foretells what it takes; empty for no plan, and then
 *        models are kept
 */
public record RunRequest(Graph graph, ModelFolders models, Path outputFolder, String device, Set<String> targets,
        Consumer<RunEvent> listener, Optional<Duration> previewEvery, Optional<DiskCache> disk,
        Optional<Supplier<MemoryBudget>> memory) {

    /** Without a plan of memory. */
    public RunRequest(Graph graph, ModelFolders models, Path outputFolder, String device, Set<String> targets,
            Consumer<RunEvent> listener, Optional<Duration> previewEvery, Optional<DiskCache> disk) {
        this(graph, models, outputFolder, device, targets, listener, previewEvery, disk, Optional.empty());
    }

    /** Without previews, and with nothing that outlives the program. */
    public RunRequest(Graph graph, ModelFolders models, Path outputFolder, String device, Set<String> targets,
            Consumer<RunEvent> listener) {
        this(graph, models, outputFolder, device, targets, listener, Optional.empty(), Optional.empty());
    }

    public RunRequest {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(models, "models");
        outputFolder = outputFolder.toAbsolutePath().normalize();
        Objects.requireNonNull(device, "device");
        targets = Set.copyOf(targets);
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(previewEvery, "previewEvery");
        Objects.requireNonNull(disk, "disk");
        Objects.requireNonNull(memory, "memory");
    }
}
