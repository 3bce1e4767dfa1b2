// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.Stay;

/**
 * One way to lay out the models of a run in memory, node after node, as the engine executes them.
 *
 * @param nodes in the order of execution
 * @param choices by node
 * @param budget what others that nobody uses are freed for
 */
record Arrangement(List<Demand> nodes, Map<String, Choice> choices, MemoryBudget budget) {

    /**
     * A node with a model.
     *
     * @param beside ids of nodes that may compute at the same time
     */
    record Demand(String node, ModelMemory memory, Set<String> beside) {}

    /** What a plan says of a node. */
    record Choice(Stay stay, boolean tiles) {}

    /** Every node with what is in memory while it computes. */
    List<PlannedModel> models() {
        List<PlannedModel> models = new ArrayList<>();
        Map<String, Long> chosen = new LinkedHashMap<>();
        Map<String, Long> kept = new LinkedHashMap<>(budget.held());
        for (Demand demand : nodes) {
            Choice choice = choices.get(demand.node());
            ModelMemory memory = demand.memory();
            // what is streamed is read beside a copy that is kept
            Set<String> used = new HashSet<>(choice.stay() == Stay.STREAM ? Set.of() : Set.of(memory.key()));
            long own = memory.peak(choice.stay(), choice.tiles());
            long beside = beside(demand, used);
            long free = Math.max(0, budget.bytes() - budget.base() - own - beside);
            long others = sum(chosen, used);
            // what a user wants kept, or an earlier run left, is kept until memory is needed; what the plan keeps is
            // not freed within a run
            while (others + sum(kept, used) > free && kept.keySet().stream().anyMatch(key -> !used.contains(key))) {
                kept.remove(kept.keySet().stream().filter(key -> !used.contains(key)).findFirst().orElseThrow());
            }
            others += sum(kept, used);
            models.add(new PlannedModel(demand.node(), memory, choice.stay(), choice.tiles(), others + beside,
                    budget.base() + own + beside + others));
            if (choice.stay() != Stay.STREAM) {
                kept.remove(memory.key());
                chosen.remove(memory.key());
            }
            if (choice.stay() == Stay.KEEP) {
                // the last one: the one that was used longest ago is freed first
                (memory.stay().isEmpty() ? chosen : kept).put(memory.key(), memory.weights());
            }
        }
        return models;
    }

    /** The largest of those that may compute at the same time; the engine lets two do so. */
    private long beside(Demand demand, Set<String> used) {
        Optional<Demand> largest = nodes.stream().filter(each -> demand.beside().contains(each.node()))
                .max((one, other) -> Long.compare(own(one), own(other)));
        if (largest.isEmpty()) {
            return 0;
        }
        boolean shared = !used.add(largest.get().memory().key());
        long own = own(largest.get());
        return shared ? Math.max(0, own - largest.get().memory().weights()) : own;
    }

    private long own(Demand demand) {
        Choice choice = choices.get(demand.node());
        return demand.memory().peak(choice.stay(), choice.tiles());
    }

    private static long sum(Map<String, Long> weights, Set<String> without) {
        return weights.entrySet().stream().filter(each -> !without.contains(each.getKey()))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** Bytes of weights that a run reads anew because they are not kept. */
    double read() {
        return nodes.stream().mapToDouble(each -> switch (choices.get(each.node()).stay()) {
            case KEEP -> 0;
            case UNLOAD -> each.memory().weights();
            case STREAM -> (double) each.memory().weights() * each.memory().reads();
        }).sum();
    }

    /** Nodes that compute in tiles, which takes longer. */
    long tiled() {
        return choices.values().stream().filter(Choice::tiles).count();
    }
}
