// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Graph;

/**
 * Two versions and what changed: from the right one to the left one or, where there is a common ancestor, from that to
 * each of them.
 *
 * @param left as everywhere in Eclipse the local or newer one: mine
 * @param right the earlier one: theirs
 * @param ancestor empty where none is given; given but not to be shown where its graph is empty
 * @param lines empty if one of them is not there
 * @param leftMarks how nodes of the left graph are marked
 * @param rightMarks how nodes of the right graph are marked
 */
record GraphComparison(GraphSide left, GraphSide right, Optional<GraphSide> ancestor, List<ChangeLine> lines,
        Map<String, Difference> leftMarks, Map<String, Difference> rightMarks) {

    /** Can take a second for graphs of thousands of nodes. */
    static GraphComparison of(GraphSide left, GraphSide right, Optional<GraphSide> ancestor) {
        if (left.graph().isEmpty() || right.graph().isEmpty()) {
            return new GraphComparison(left, right, ancestor, List.of(), Map.of(), Map.of());
        }
        Graph mine = left.graph().get();
        Graph theirs = right.graph().get();
        Optional<Graph> common = ancestor.flatMap(GraphSide::graph);
        if (common.isEmpty()) {
            Branch branch = Branch.between(theirs, mine);
            DifferenceMarks marks = DifferenceMarks.of(branch);
            return new GraphComparison(left, right, ancestor, ChangeLine.of(branch), marks.after(), marks.before());
        }
        Branch toMine = Branch.between(common.get(), mine);
        Branch toTheirs = Branch.between(common.get(), theirs);
        List<ChangeLine> lines = ChangeLine.of(toMine, toTheirs);
        ThreeWayMarks marks = ThreeWayMarks.of(toMine, toTheirs, lines);
        return new GraphComparison(left, right, ancestor, lines, marks.left(), marks.right());
    }

    boolean complete() {
        return left.graph().isPresent() && right.graph().isPresent();
    }

    /** Whether there is a common ancestor that tells who made a change. */
    boolean threeWay() {
        return complete() && ancestor.flatMap(GraphSide::graph).isPresent();
    }

    List<ChangeLine> lines(boolean movement) {
        return lines.stream().filter(line -> line.movement() == movement).toList();
    }

    List<ChangeLine> lines(ChangeLine.Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind).toList();
    }

    /** What a run would notice. */
    List<ChangeLine> logic(Author author) {
        return lines(false).stream().filter(line -> line.author().equals(Optional.of(author))).toList();
    }
}
