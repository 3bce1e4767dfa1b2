// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.List;
import java.util.Map;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphDiff;

/**
 * Two versions and what changed between them.
 *
 * @param later on the left, as everywhere in Eclipse where one of two is the local or newer one
 * @param earlier on the right
 * @param lines empty if one of them is not there
 */
record GraphComparison(GraphSide later, GraphSide earlier, List<ChangeLine> lines, DifferenceMarks marks) {

    /** Can take a second for graphs of thousands of nodes. */
    static GraphComparison of(GraphSide later, GraphSide earlier) {
        if (later.graph().isEmpty() || earlier.graph().isEmpty()) {
            return new GraphComparison(later, earlier, List.of(), new DifferenceMarks(Map.of(), Map.of()));
        }
        Graph before = earlier.graph().get();
        Graph after = later.graph().get();
        List<Change> changes = GraphDiff.between(before, after);
        return new GraphComparison(later, earlier, ChangeLine.of(before, after, changes),
                DifferenceMarks.of(before, after, changes));
    }

    boolean complete() {
        return later.graph().isPresent() && earlier.graph().isPresent();
    }

    List<ChangeLine> lines(boolean movement) {
        return lines.stream().filter(line -> line.movement() == movement).toList();
    }
}
