// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.nodes.contract.Spec;

/**
 * What a check found.
 *
 * @param graph what a run would execute: upgraded, without muted and bypassed nodes, without wires to inputs that nodes
 *        leave out, and without what no target needs
 * @param order ids of its nodes, sources before what they feed; empty if the graph has a cycle
 * @param problems sorted by node, then port
 * @param missing those of the problems that are models or files which are not there
 * @param passedOver problems of nodes that a run would not execute, as another node leaves out what they give; with
 *        another prompt it might need them
 * @param specs what is known about the value at each output port
 * @param settled what parameters come to, by node and parameter
 * @param wiring of all active nodes, those that no target needs included
 */
public record CheckedGraph(Graph graph, List<String> order, List<Problem> problems, Set<Problem> missing,
        List<Problem> passedOver, Map<PortRef, Spec> specs, Map<PortRef, Settled> settled, Wiring wiring) {

    public CheckedGraph {
        order = List.copyOf(order);
        problems = List.copyOf(problems);
        missing = Set.copyOf(missing);
        passedOver = List.copyOf(passedOver);
        specs = Map.copyOf(specs);
        settled = Map.copyOf(settled);
    }

    /** The problems that keep the graph from running. */
    public List<Problem> errors() {
        return problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).toList();
    }

    /** Whether nothing is wrong but that models or files are not there. */
    public boolean missingModels() {
        List<Problem> errors = errors();
        return !errors.isEmpty() && missing.containsAll(errors);
    }
}
