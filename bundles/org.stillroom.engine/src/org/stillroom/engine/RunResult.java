// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a run ended.
 *
 * @param states of every node that the targets need, by id; empty if the graph was refused
 * @param failures in the order they happened
 * @param files written, or written by an earlier run and still there unchanged; sorted
 * @param cancelled whether somebody cancelled it before all was done
 */
public record RunResult(SortedMap<String, RunEvent.State> states, List<NodeFailure> failures, List<Path> files,
        boolean cancelled, Duration elapsed) {

    public RunResult {
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
        failures = List.copyOf(failures);
        files = List.copyOf(files);
    }

    /** Whether every target is done. */
    public boolean ok() {
        return failures.isEmpty() && !cancelled;
    }
}
