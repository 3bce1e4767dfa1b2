// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Change;
import org.stillroom.graph.LayoutChange;
import org.stillroom.graph.LogicChange;
import org.stillroom.workbench.services.Catalog;

/**
 * A line in the list of changes.
 *
 * @param kind what it changes
 * @param author empty where two versions are compared without a common ancestor
 * @param right what it is about in the graph on the right, if that has it
 * @param left what it is about in the graph on the left, if that has it
 */
record ChangeLine(String text, Kind kind, Optional<Author> author, Optional<CanvasItem> right,
        Optional<CanvasItem> left) {

    /** What changes are told apart by in the list, in its order. */
    enum Kind {
        NODES, VALUES, WIRES, OTHER, LAYOUT;

        static Kind of(Change change) {
            return switch (change) {
                case LogicChange.NodeAdded added -> NODES;
                case LogicChange.NodeRemoved removed -> NODES;
                case LogicChange.NodeRenamed renamed -> NODES;
                case LogicChange.TypeChanged type -> NODES;
                case LogicChange.ModeChanged mode -> NODES;
                case LogicChange.ParameterChanged parameter -> VALUES;
                case LogicChange.WireAdded wire -> WIRES;
                case LogicChange.WireRemoved wire -> WIRES;
                case LogicChange.WireChanged wire -> WIRES;
                case LogicChange.ModelPinChanged pin -> OTHER;
                case LogicChange.ProviderChanged provider -> OTHER;
                case LogicChange.PropertyChanged property -> OTHER;
                case LayoutChange layout -> LAYOUT;
            };
        }
    }

    /** Whether only the drawing changed. */
    boolean movement() {
        return kind == Kind.LAYOUT;
    }

    /** What leads from the graph on the right to the one on the left. */
    static List<ChangeLine> of(Branch branch) {
        return branch.changes().stream().map(change -> {
            ChangedItems items = ChangedItems.of(branch, change);
            return new ChangeLine(ChangeText.of(change, names(branch)), Kind.of(change), Optional.empty(),
                    items.before(), items.after());
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
        String text = ChangeText.of(change, names(authored.mine() ? mine : theirs));
        return new ChangeLine(NLS.bind(who, text), Kind.of(change),
                Optional.of(authored.author()), authored.mine() ? other : items.after(),
                authored.mine() ? items.after() : other);
    }

    private static ShownNames names(Branch branch) {
        return new ShownNames(branch.ancestor(), branch.version(), Catalog.get());
    }
}
