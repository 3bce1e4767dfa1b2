// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.MemoryPlanner;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;

/** Foretells, before a batch draws anything, with which of its choices of models memory will not suffice. */
record GroupPlans(NodeCatalog catalog, ModelFolders folders, Supplier<MemoryBudget> budget) {

    /**
     * One sentence for each choice that does not fit, by the first of its items.
     *
     * @param open items that are to be drawn
     */
    List<String> problems(Job job, List<Item> open) {
        Map<String, List<Item>> groups = open.stream()
                .collect(Collectors.groupingBy(Item::group, LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream().flatMap(items -> plan(job, items.getFirst()).stream()
                .flatMap(plan -> plan.problem().stream().map(problem -> (groups.size() == 1 ? "" : with(items))
                        + plan.largest().orElseThrow().node() + ": " + problem
                        + (plan.impossible() ? "; this will fail" : "")))).toList();
    }

    /** Empty where nothing is foretold; what is wrong with a graph is told when it is drawn. */
    private Optional<MemoryPlan> plan(Job job, Item item) {
        try {
            Graph graph = item.apply(job.graph(), catalog);
            CheckedGraph checked = GraphCheck.check(graph, catalog, folders, GraphCheck.sinks(graph, catalog));
            return checked.errors().isEmpty() ? MemoryPlanner.plan(checked, checked.order(), catalog, folders,
                    job.device(), budget) : Optional.empty();
        } catch (NodeException e) {
            return Optional.empty();
        }
    }

    /** What all items of a group have in common. */
    private static String with(List<Item> items) {
        SortedMap<String, String> common = new TreeMap<>(items.getFirst().values());
        items.forEach(item -> common.entrySet().retainAll(item.values().entrySet()));
        return "with " + common.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", ")) + ": ";
    }
}
