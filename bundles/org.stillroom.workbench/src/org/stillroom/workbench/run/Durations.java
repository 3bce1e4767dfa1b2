// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** How long nodes took when they last ran, to tell how much of a run is done. Thread-safe. */
final class Durations {

    /** Of nodes that have not run yet: those that compute with models take nearly all of a run's time. */
    private static final double MODEL_SECONDS = 10;
    private static final double OTHER_SECONDS = 0.1;
    private static final int MOST = 20_000;

    private record Key(Path file, String node) {}

    private final NodeCatalog catalog;
    private final Map<Key, Double> seconds = new ConcurrentHashMap<>();

    Durations(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    void took(Path file, Map<String, NodeStatus> nodes) {
        if (seconds.size() > MOST) {
            seconds.clear();
        }
        nodes.forEach((id, status) -> {
            if (status.state() == NodeStatus.State.DONE) {
                seconds.put(new Key(file, id), status.seconds());
            }
        });
    }

    /** The seconds that a node of the run is expected to take, by its id. */
    ToDoubleFunction<String> of(QueuedRun run) {
        return id -> seconds.getOrDefault(new Key(run.file(), id), guess(run.graph().nodes().get(id)));
    }

    private double guess(Node nodeOrNull) {
        boolean model = nodeOrNull != null
                && catalog.nodeType(nodeOrNull.type()).filter(NodeType::device).isPresent();
        return model ? MODEL_SECONDS : OTHER_SECONDS;
    }
}
