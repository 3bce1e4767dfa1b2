// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;

/** Gathers problems, each once. */
final class Findings {

    private final Set<Problem> problems = new TreeSet<>(Comparator.comparing(Problem::node)
            .thenComparing(Problem::port)
            .thenComparing(Problem::severity)
            .thenComparing(Problem::message));
    private final Set<Problem> missing = new HashSet<>();

    void add(Problem problem) {
        problems.add(problem);
    }

    void error(String node, String port, String message) {
        add(Problem.error(node, port, message));
    }

    void failure(String node, NodeException e) {
        Problem problem = Problem.error(node, e.at(), e.getMessage());
        add(problem);
        if (e instanceof MissingModelException) {
            missing.add(problem);
        }
    }

    /** @return what it has forgotten, sorted by node, then port */
    List<Problem> forget(Predicate<Problem> problem) {
        List<Problem> forgotten = problems.stream().filter(problem).toList();
        problems.removeIf(problem);
        missing.removeIf(problem);
        return forgotten;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Set<Problem> missing() {
        return missing;
    }
}
