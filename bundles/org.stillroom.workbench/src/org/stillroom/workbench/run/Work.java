// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How much of a run's work is done. A node counts as much as it is expected to take; what is there already counts
 * nothing.
 */
final class Work {

    private final ToDoubleFunction<String> seconds;
    private final Map<String, Double> expected = new HashMap<>();
    private final Map<String, Double> done = new HashMap<>();

    /** @param seconds that a node is expected to take, by its id */
    Work(ToDoubleFunction<String> seconds) {
        this.seconds = seconds;
    }

    /** @param share of the node's own work, from 0 to 1 */
    void done(String node, double share) {
        expected.computeIfAbsent(node, seconds::applyAsDouble);
        done.put(node, share);
    }

    /** The node is there already. */
    void none(String node) {
        expected.put(node, 0.0);
        done.put(node, 1.0);
    }

    /** From 0 to 1. */
    double share() {
        double all = expected.values().stream().mapToDouble(Double::doubleValue).sum();
        double sofar = expected.entrySet().stream()
                .mapToDouble(node -> node.getValue() * done.getOrDefault(node.getKey(), 0.0)).sum();
        return all == 0 ? 0 : sofar / all;
    }
}
