// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.status.Overlay.Difference;

/**
 * How nodes of two graphs with a common ancestor are marked: each by what its own version did to it. A node that one
 * version removed can only be marked in the other one; nodes of changes that are in conflict are marked in both.
 *
 * @param left by the ids that nodes have in the graph on the left
 * @param right by the ids that nodes have in the graph on the right
 */
record ThreeWayMarks(Map<String, Difference> left, Map<String, Difference> right) {

    static ThreeWayMarks of(Branch mine, Branch theirs, List<ChangeLine> lines) {
        DifferenceMarks byMe = DifferenceMarks.of(mine);
        DifferenceMarks byThem = DifferenceMarks.of(theirs);
        Map<String, Difference> left = new HashMap<>(byMe.after());
        Map<String, Difference> right = new HashMap<>(byThem.after());
        markRemoved(byMe, theirs, right);
        markRemoved(byThem, mine, left);
        for (ChangeLine line : lines) {
            if (line.author().equals(Optional.of(Author.CONFLICT)) && !line.movement()) {
                line.left().ifPresent(item -> markConflict(item, left));
                line.right().ifPresent(item -> markConflict(item, right));
            }
        }
        return new ThreeWayMarks(left, right);
    }

    private static void markRemoved(DifferenceMarks marks, Branch other, Map<String, Difference> otherMarks) {
        marks.before().forEach((node, difference) -> {
            String there = other.names().later(node);
            if (difference == Difference.REMOVED && other.version().nodes().containsKey(there)) {
                otherMarks.put(there, difference);
            }
        });
    }

    private static void markConflict(CanvasItem item, Map<String, Difference> marks) {
        if (item instanceof CanvasItem.NodeItem node) {
            marks.put(node.id(), Difference.CONFLICT);
        } else if (item instanceof CanvasItem.WireItem wire) {
            marks.put(wire.to().node(), Difference.CONFLICT);
        }
    }
}
