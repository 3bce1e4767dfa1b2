// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.Set;
import java.util.stream.Collectors;
import org.stillroom.engine.NodeFailure;
import org.stillroom.engine.NodeFailure.Kind;
import org.stillroom.engine.RunResult;

/** The exit code that a run's result asks for. */
final class RunExit {

    private RunExit() {}

    /** The gravest of several failures decides: a failing node, then a wrong graph, then what is missing. */
    static int of(RunResult result) {
        if (result.cancelled()) {
            return ExitCode.CANCELLED;
        }
        Set<Kind> kinds = result.failures().stream().map(NodeFailure::kind).collect(Collectors.toSet());
        if (kinds.isEmpty()) {
            return ExitCode.DONE;
        }
        if (kinds.contains(Kind.FAILED)) {
            return ExitCode.FAILED;
        }
        return kinds.contains(Kind.INVALID) ? ExitCode.GRAPH_WRONG : ExitCode.MISSING;
    }
}
