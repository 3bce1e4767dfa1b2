// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.stillroom.engine.memory.Arrangement.Choice;
import org.stillroom.engine.memory.Arrangement.Demand;
import org.stillroom.graph.GraphStructure;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Configured;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Stay;

/**
 * Decides what becomes of the weights of a run's models where their nodes leave it open: what fits is kept; of what
 * does not, that is unloaded or streamed of which least must be read anew. Reads headers of files, never weights.
 */
public final class MemoryPlanner {

    /**
     * So many ways are all tried: those of seven nodes, of which one may compute in tiles. Of more, one node after
     * another as much is taken off as must be.
     */
    private static final long ALL_WAYS = 4374;

    /** Weights that are used once are better streamed than loaded whole: that takes less, and reads no oftener. */
    private static final List<Stay> PREFERRED = List.of(Stay.KEEP, Stay.STREAM, Stay.UNLOAD);

    private final MemoryBudget budget;
    private final List<Demand> nodes;

    private MemoryPlanner(MemoryBudget budget, List<Demand> nodes) {
        this.budget = budget;
        this.nodes = nodes;
    }

    /**
     * Plans a run.
     *
     * @param checked without errors
     * @param toRun ids of the nodes that will be executed
     * @param device of the run
     * @param budget asked for only if a node foretells what it takes
     * @return empty if none does
     */
    public static Optional<MemoryPlan> plan(CheckedGraph checked, Collection<String> toRun, NodeCatalog catalog,
            ModelFolders models, String device, Supplier<MemoryBudget> budget) {
        ModelFolders folders = models.forManyNames();
        Map<String, ModelMemory> memory = new LinkedHashMap<>();
        for (String id : checked.order()) {
            if (toRun.contains(id)) {
                Node node = checked.graph().nodes().get(id);
                NodeType type = catalog.nodeType(node.type()).orElseThrow();
                Configured.memory(node, type, inputs(node, checked), folders, checked.wiring(), device)
                        .ifPresent(foretold -> memory.put(id, foretold));
            }
        }
        List<Demand> nodes = new ArrayList<>();
        memory.forEach((id, foretold) -> nodes.add(new Demand(id, foretold,
                device.equals("cpu") ? beside(id, memory.keySet(), checked) : Set.of())));
        return nodes.isEmpty() ? Optional.empty()
                : Optional.of(new MemoryPlanner(budget.get(), nodes).plan());
    }

    private static Map<String, Spec> inputs(Node node, CheckedGraph checked) {
        Map<String, Spec> inputs = new HashMap<>();
        node.inputs().forEach((input, from) -> {
            Spec spec = checked.specs().get(new PortRef(from.node(), from.port()));
            if (spec != null) {
                inputs.put(input, spec);
            }
        });
        return inputs;
    }

    /** Nodes that neither need this one nor are needed by it: on the CPU, two of them may compute at the same time. */
    private static Set<String> beside(String id, Set<String> nodes, CheckedGraph checked) {
        Set<String> before = GraphStructure.upstream(checked.graph(), Set.of(id));
        Set<String> beside = new HashSet<>(nodes);
        beside.removeIf(other -> before.contains(other)
                || GraphStructure.upstream(checked.graph(), Set.of(other)).contains(id));
        return beside;
    }

    private MemoryPlan plan() {
        Arrangement best = best(nodes);
        MemoryPlan plan = new MemoryPlan(budget, best.models(), List.of());
        return plan.fits() ? plan : new MemoryPlan(budget, plan.models(), new Advice(this, nodes, plan).lines());
    }

    /** Peak of the best plan for other demands. */
    long bestPeak(List<Demand> others) {
        return peak(best(others));
    }

    MemoryBudget budget() {
        return budget;
    }

    private static long peak(Arrangement arrangement) {
        return arrangement.models().stream().mapToLong(PlannedModel::peak).max().orElse(0);
    }

    /** What fits comes first, then what computes without tiles, then what reads least, then what is smallest. */
    private Arrangement best(List<Demand> demands) {
        List<Arrangement> ways = new ArrayList<>();
        List<Demand> open = demands.stream().filter(each -> options(each).size() > 1)
                .sorted(Comparator.comparingLong((Demand each) -> each.memory().weights()).reversed()).toList();
        Map<String, Choice> first = new LinkedHashMap<>();
        demands.forEach(each -> first.put(each.node(), options(each).getFirst()));
        long count = open.stream().mapToLong(each -> options(each).size())
                .reduce(1, (one, other) -> Math.min(one * other, ALL_WAYS + 1));
        if (count <= ALL_WAYS) {
            all(demands, open, 0, first, ways);
        } else {
            oneByOne(demands, open, first, ways);
        }
        return ways.stream().map(way -> new Rated(way, peak(way))).min(Comparator
                .comparingLong((Rated each) -> Math.max(each.peak(), budget.bytes()))
                .thenComparingLong(each -> each.way().tiled()).thenComparingDouble(each -> each.way().read())
                .thenComparingLong(Rated::peak)).orElseThrow().way();
    }

    private record Rated(Arrangement way, long peak) {}

    private void all(List<Demand> demands, List<Demand> open, int at, Map<String, Choice> chosen,
            List<Arrangement> ways) {
        if (at == open.size()) {
            ways.add(new Arrangement(demands, Map.copyOf(chosen), budget));
            return;
        }
        Demand demand = open.get(at);
        for (Choice option : options(demand)) {
            chosen.put(demand.node(), option);
            all(demands, open, at + 1, chosen, ways);
        }
        chosen.put(demand.node(), options(demand).getFirst());
    }

    /** The largest first. */
    private void oneByOne(List<Demand> demands, List<Demand> open, Map<String, Choice> chosen,
            List<Arrangement> ways) {
        ways.add(new Arrangement(demands, Map.copyOf(chosen), budget));
        for (Demand demand : open) {
            for (Choice option : options(demand)) {
                chosen.put(demand.node(), option);
                ways.add(new Arrangement(demands, Map.copyOf(chosen), budget));
            }
            chosen.put(demand.node(), options(demand).stream().min(Comparator.comparingLong(
                    option -> demand.memory().peak(option.stay(), option.tiles()))).orElseThrow());
            ways.add(new Arrangement(demands, Map.copyOf(chosen), budget));
        }
    }

    /** The one that is best for whoever has memory enough comes first. */
    private static List<Choice> options(Demand demand) {
        List<Choice> options = new ArrayList<>();
        for (Stay stay : demand.memory().stay().map(List::of).orElse(PREFERRED)) {
            options.add(new Choice(stay, false));
            if (demand.memory().tiled().isPresent()) {
                options.add(new Choice(stay, true));
            }
        }
        return options;
    }

    /** What would make a plan fit that does not. */
    private record Advice(MemoryPlanner planner, List<Demand> nodes, MemoryPlan plan) {

        private static final int MOST = 3;
        /** What saves less than one of so many parts is not worth a word. */
        private static final int WORTH = 50;

        private record Line(String text, long peak) {}

        List<String> lines() {
            List<Line> lines = new ArrayList<>();
            for (Demand demand : nodes) {
                demand.memory().stay().filter(stay -> stay != Stay.STREAM).ifPresent(stay -> lines.add(line(demand,
                        demand.node() + " with Memory on Automatic", demand.memory().with(Optional.empty()))));
                demand.memory().savings().forEach(saving ->
                        lines.add(line(demand, saving.what(), saving.memory().with(demand.memory().stay()))));
            }
            lines.removeIf(line -> plan.peak() - line.peak() < plan.peak() / WORTH);
            boolean alone = lines.stream().anyMatch(line -> line.peak() <= planner.budget().bytes());
            return lines.stream()
                    .filter(line -> alone ? line.peak() <= planner.budget().bytes() : line.peak() < plan.peak())
                    .sorted(alone ? Comparator.comparingLong((Line line) -> -line.peak())
                            : Comparator.comparingLong(Line::peak))
                    .limit(MOST)
                    .map(line -> line.text() + " saves " + Quantity.bytes(plan.peak() - line.peak()).text())
                    .toList();
        }

        private Line line(Demand demand, String text, ModelMemory instead) {
            List<Demand> changed = nodes.stream().map(each -> each == demand
                    ? new Demand(each.node(), instead, each.beside()) : each).toList();
            return new Line(text, planner.bestPeak(changed));
        }
    }
}
