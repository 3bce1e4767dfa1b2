// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Change;

/**
 * A line in the list of changes.
 *
 * @param movement whether only the drawing changed
 * @param author empty where two versions are compared without a common ancestor
 * @param right what it is about in the graph on the right, if that has it
 * @param left what it is about in the graph on the left, if that has it
 */
record ChangeLine(String text, boolean movement, Optional<Author> author, Optional<CanvasItem> right,
        Optional<CanvasItem> left) {

    /** What leads from the graph on the right to the one on the left. */
    static List<ChangeLine> of(Branch branch) {
        return branch.changes().stream().map(change -> {
            ChangedItems items = ChangedItems.of(branch, change);
            return new ChangeLine(ChangeText.of(change), change.isMovement(), Optional.empty(), items.before(),
                    items.after());
        }).toList();
    }

    /** What leads from a common ancestor to the graph on the left, mine, and to the one on the right, theirs. */
    static List<ChangeLine> of(Branch mine, Branch theirs) {
        return ThreeWay.between(mine, theirs).stream().map(authored -> of(mine, theirs, authored)).toList();
    }

    private static ChangeLine of(Branch mine, Branch theirs, ThreeWay.Authored authored) {
        Change change = authored.change();
        ChangedItems items = ChangedItems.of(authored.mine() ? mine : theirs, change);
        Optional<CanvasItem> other = items.before()
                .flatMap(item -> ChangedItems.in(authored.mine() ? theirs : mine, item));
        String who = authored.author() == Author.BOTH ? Messages.ChangeLine_both
                : authored.mine() ? Messages.ChangeLine_mine : Messages.ChangeLine_theirs;
        return new ChangeLine(NLS.bind(who, ChangeText.of(change)), change.isMovement(),
                Optional.of(authored.author()), authored.mine() ? other : items.after(),
                authored.mine() ? items.after() : other);
    }
}
