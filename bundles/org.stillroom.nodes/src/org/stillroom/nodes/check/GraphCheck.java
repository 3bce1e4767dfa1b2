// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphStructure;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.catalog.NodeUpgrade;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeType;

/** Checks a graph against the installed node types and models. Executes no node and reads no weights. */
public final class GraphCheck {

    private GraphCheck() {}

    /** Checks every node that is neither muted nor bypassed. */
    public static CheckedGraph check(Graph graph, NodeCatalog catalog, ModelFolders models) {
        return check(graph, catalog, models, graph.nodes().keySet());
    }

    /**
     * Checks only some nodes and what they need.
     *
     * @param targets ids of nodes; one that is muted or bypassed has nothing to check
     */
    public static CheckedGraph check(Graph graph, NodeCatalog catalog, ModelFolders models,
            Collection<String> targets) {
        Findings findings = new Findings();
        for (String target : targets) {
            if (!graph.nodes().containsKey(target)) {
                findings.error("", "", "there is no node \"" + Ids.shorten(target) + "\" in the graph");
            }
        }
        ActiveGraph active = ActiveGraph.of(NodeUpgrade.upgrade(graph, catalog), catalog);
        Graph needed = needed(active.graph(), targets);
        ModelFolders folders = models.forManyNames();
        NodeCheck nodes = new NodeCheck(new ActiveGraph(needed, active.cut()), catalog, folders, findings);
        needed.nodes().values().forEach(nodes::check);
        GraphStructure.problems(needed).forEach(findings::add);
        List<String> order = order(needed);
        // whether all of a graph runs or a part of it, a node makes the same
        Wiring wiring = Wiring.of(active.graph(), catalog);
        ConfigureFlow flow = new ConfigureFlow(catalog, folders, wiring, findings);
        order.forEach(id -> flow.configure(needed.nodes().get(id)));
        Graph run = needed(without(needed, flow.leftOut()), targets);
        Set<String> ids = run.nodes().keySet();
        List<Problem> passedOver = findings.forget(problem -> needed.nodes().containsKey(problem.node())
                && !ids.contains(problem.node()));
        return new CheckedGraph(run, order.stream().filter(ids::contains).toList(), findings.problems(),
                findings.missing(), passedOver, flow.specs(), flow.settled(), wiring);
    }

    private static Graph without(Graph graph, Set<PortRef> inputs) {
        SortedMap<String, Node> nodes = new TreeMap<>(graph.nodes());
        nodes.replaceAll((id, node) -> {
            SortedMap<String, PortRef> wired = new TreeMap<>(node.inputs());
            return wired.keySet().removeIf(input -> inputs.contains(new PortRef(id, input)))
                    ? node.withInputs(wired) : node;
        });
        return graph.withNodes(nodes);
    }

    /** Ids of the nodes that a run is for where nothing else is said: the active ones that show or save something. */
    public static SortedSet<String> sinks(Graph graph, NodeCatalog catalog) {
        SortedSet<String> sinks = new TreeSet<>();
        for (Node node : graph.nodes().values()) {
            boolean sink = catalog.nodeType(node.type()).filter(NodeType::sink).isPresent();
            if (sink && node.mode() == Node.Mode.ACTIVE) {
                sinks.add(node.id());
            }
        }
        return sinks;
    }

    private static List<String> order(Graph graph) {
        try {
            return GraphStructure.order(graph);
        } catch (IllegalArgumentException e) {
            // a cycle, which is among the structure's problems
            return List.of();
        }
    }

    private static Graph needed(Graph active, Collection<String> targets) {
        Set<String> present = new TreeSet<>(targets);
        present.retainAll(active.nodes().keySet());
        Set<String> upstream = GraphStructure.upstream(active, present);
        SortedMap<String, Node> nodes = new TreeMap<>(active.nodes());
        nodes.keySet().retainAll(upstream);
        return active.withNodes(nodes);
    }
}
