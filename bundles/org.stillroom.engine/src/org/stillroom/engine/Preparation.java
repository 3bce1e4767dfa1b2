// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.MemoryPlanner;
import org.stillroom.engine.memory.PlannedModel;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.check.Wiring;
import org.stillroom.nodes.contract.Spec;

/**
 * What is known before a run executes anything.
 *
 * @param refused why the graph cannot run; empty if it can
 * @param specs what was known of each output when the graph was checked
 * @param wiring of the graph
 * @param toRun nodes whose result is needed and not there
 * @param cached results that are needed or asked for and are there, pinned
 * @param memory what becomes of the models; empty if nothing is known of them
 */
record Preparation(List<NodeFailure> refused, Planner.Plan plan, Map<PortRef, Spec> specs, Wiring wiring,
        Set<String> toRun, Map<String, Result> cached, Optional<MemoryPlan> memory) {

    static Preparation of(RunRequest request, NodeCatalog catalog, ResultCache cache) {
        Set<String> targets = request.targets().isEmpty()
                ? GraphCheck.sinks(request.graph(), catalog) : request.targets();
        if (targets.isEmpty()) {
            return refused("the graph has no node that shows or saves something; add one, such as Save Image, "
                    + "or choose the node to run");
        }
        CheckedGraph checked = GraphCheck.check(request.graph(), catalog, request.models(), targets);
        if (!checked.errors().isEmpty()) {
            return refused(checked.errors().stream().map(problem -> Failures.of(problem, checked)).toList());
        }
        if (checked.order().isEmpty()) {
            return refused("all nodes to run are muted or bypassed; make one of them active");
        }
        try {
            Files.createDirectories(request.outputFolder());
        } catch (IOException e) {
            return noOutput("the output folder " + request.outputFolder() + " cannot be made; choose another or check "
                    + "its permissions", e);
        }
        if (!Files.isWritable(request.outputFolder())) {
            return noOutput("the output folder " + request.outputFolder() + " cannot be written to; choose another or "
                    + "check its permissions", null);
        }
        Preparation preparation = new Preparation(List.of(), Planner.plan(checked, catalog, request), checked.specs(),
                checked.wiring(), new HashSet<>(), new HashMap<>(), Optional.empty());
        preparation.demand(targets, cache);
        return preparation.within(checked, catalog, request, cache);
    }

    /** With a plan of memory, or refused if it cannot suffice. */
    private Preparation within(CheckedGraph checked, NodeCatalog catalog, RunRequest request, ResultCache cache) {
        Optional<MemoryPlan> planned = request.memory().flatMap(budget -> MemoryPlanner.plan(checked, toRun, catalog,
                request.models(), request.device(), budget));
        if (planned.filter(MemoryPlan::impossible).isPresent()) {
            cached.values().forEach(cache::release);
            return refused(List.of(new NodeFailure(NodeFailure.Kind.INVALID,
                    planned.get().largest().map(PlannedModel::node).orElse(""), "",
                    planned.get().problem().orElseThrow(), Optional.empty())));
        }
        return new Preparation(refused, plan, specs, wiring, toRun, cached, planned);
    }

    /** From the targets back: what is not there is run, and only then is what it is made from looked for. */
    private void demand(Set<String> targets, ResultCache cache) {
        Deque<String> open = new ArrayDeque<>(targets);
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Step step = plan.steps().get(open.pop());
            if (step == null || !seen.add(step.id())) {
                continue;
            }
            Optional<Result> known = plan.unreadable().containsKey(step.id()) ? Optional.empty()
                    : cache.pin(step.key());
            if (known.isPresent()) {
                cached.put(step.id(), known.get());
            } else {
                toRun.add(step.id());
                open.addAll(step.sources());
            }
        }
    }

    /** The graph may well be right. */
    private static Preparation noOutput(String message, IOException cause) {
        return refused(List.of(new NodeFailure(NodeFailure.Kind.FAILED, "", "", message,
                Optional.ofNullable(cause))));
    }

    private static Preparation refused(String message) {
        return refused(List.of(new NodeFailure(NodeFailure.Kind.INVALID, "", "", message, Optional.empty())));
    }

    private static Preparation refused(List<NodeFailure> failures) {
        return new Preparation(failures, new Planner.Plan(Map.of(), Collections.emptySortedMap()), Map.of(),
                Wiring.NONE, Set.of(), Map.of(), Optional.empty());
    }
}
