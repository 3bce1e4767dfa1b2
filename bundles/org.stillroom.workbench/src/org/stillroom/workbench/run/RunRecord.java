// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.osgi.util.NLS;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.engine.NodeFailure;
import org.stillroom.graph.Graph;

/**
 * A run as it was at one moment.
 *
 * @param number from 1, in the order they were asked for
 * @param name of the graph
 * @param title its name for people, with which one of several runs this is
 * @param file of the graph, absolute
 * @param graph as it was when the run was asked for
 * @param targets ids of the nodes to run with all they need; empty for every node that shows or saves something
 * @param started when it began; while it waits, when it was asked for
 * @param elapsed how long it ran, or has been running; zero while it waits
 * @param nodes how far each node that the run needs is, by id
 * @param files it wrote, or found unchanged
 * @param failures why it failed or was refused
 */
public record RunRecord(long number, String name, String title, Path file, Graph graph, Set<String> targets,
        RunState state, Instant started, Duration elapsed, SortedMap<String, NodeStatus> nodes, List<Path> files,
        List<NodeFailure> failures) {

    public RunRecord {
        targets = Set.copyOf(targets);
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        files = List.copyOf(files);
        failures = List.copyOf(failures);
    }

    /** Why it failed or was refused, in one sentence: the first reason, and how many more there are. */
    String sentence() {
        int more = failures.size() - 1;
        String start = state == RunState.REFUSED ? Messages.RunRecord_refused : Messages.RunRecord_failed;
        String end = more == 0 ? "" : more == 1 ? Messages.RunRecord_oneMore : NLS.bind(Messages.RunRecord_more, more);
        return NLS.bind(start, failures.getFirst()) + end;
    }

    /** Why it failed or was refused, one sentence a line; empty if it did not. */
    public String message() {
        return String.join("\n", failures.stream().map(NodeFailure::toString).toList());
    }
}
