// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.stillroom.editor.canvas.theme.Spacing;

/** What changed, in words: first what a run would notice; movement apart, and only if it is asked for. */
final class ChangeList extends Composite {

    /** A heading with its changes. */
    private record Group(String label, List<ChangeLine> lines) {}

    private final Label summary;
    private final TreeViewer tree;
    private GraphComparison comparison;
    private boolean movement;

    /** @param opened called when another change is selected */
    ChangeList(Composite parent, Runnable opened) {
        super(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().extendedMargins(Spacing.SMALL, Spacing.SMALL, Spacing.SMALL, 0).applyTo(this);
        summary = new Label(this, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(summary);
        tree = new TreeViewer(this, SWT.BORDER | SWT.SINGLE | SWT.V_SCROLL | SWT.H_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(tree.getControl());
        tree.setContentProvider(new Contents());
        tree.setLabelProvider(LabelProvider.createTextProvider(
                element -> element instanceof Group group ? group.label() : ((ChangeLine) element).text()));
        tree.addSelectionChangedListener(event -> opened.run());
    }

    void show(GraphComparison shown) {
        comparison = shown;
        refresh();
    }

    void showMovement(boolean show) {
        movement = show;
        refresh();
    }

    String summary() {
        return summary.getText();
    }

    TreeViewer tree() {
        return tree;
    }

    Optional<ChangeLine> selected() {
        return tree.getStructuredSelection().getFirstElement() instanceof ChangeLine line ? Optional.of(line)
                : Optional.empty();
    }

    /** The change before or after the selected one, if there is one. */
    Optional<ChangeLine> neighbour(boolean next) {
        List<ChangeLine> lines = shown();
        int at = selected().map(lines::indexOf).orElse(next ? -1 : lines.size());
        int wanted = next ? at + 1 : at - 1;
        return wanted >= 0 && wanted < lines.size() ? Optional.of(lines.get(wanted)) : Optional.empty();
    }

    void select(ChangeLine line) {
        tree.setSelection(new StructuredSelection(line), true);
    }

    /** The changes that are listed now, from top to bottom. */
    List<ChangeLine> shown() {
        return groups().stream().flatMap(group -> group.lines().stream()).toList();
    }

    private void refresh() {
        if (comparison == null) {
            return;
        }
        summary.setText(sentence());
        tree.setInput(groups());
        tree.expandAll();
        layout(true);
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        if (comparison.threeWay()) {
            add(groups, Messages.ChangeList_conflict, comparison.logic(Author.CONFLICT));
            add(groups, Messages.ChangeList_mine, comparison.logic(Author.MINE));
            add(groups, Messages.ChangeList_theirs, comparison.logic(Author.THEIRS));
            add(groups, Messages.ChangeList_both, comparison.logic(Author.BOTH));
        } else {
            add(groups, Messages.ChangeList_nodes, comparison.lines(ChangeLine.Kind.NODES));
            add(groups, Messages.ChangeList_values, comparison.lines(ChangeLine.Kind.VALUES));
            add(groups, Messages.ChangeList_wires, comparison.lines(ChangeLine.Kind.WIRES));
            add(groups, Messages.ChangeList_other, comparison.lines(ChangeLine.Kind.OTHER));
        }
        if (movement) {
            add(groups, Messages.ChangeList_movement, comparison.lines(true));
        }
        return groups;
    }

    private static void add(List<Group> groups, String label, List<ChangeLine> lines) {
        if (!lines.isEmpty()) {
            groups.add(new Group(NLS.bind(label, lines.size()), lines));
        }
    }

    private String sentence() {
        if (!comparison.complete()) {
            return Messages.ChangeList_incomplete;
        }
        int logic = comparison.lines(false).size();
        int moved = comparison.lines(true).size();
        if (logic + moved == 0) {
            return Messages.ChangeList_same;
        }
        String hidden = movement || moved == 0 ? "" : " " + NLS.bind(Messages.ChangeList_hidden, moved);
        if (comparison.threeWay()) {
            return NLS.bind(Messages.ChangeList_since, new Object[] {comparison.logic(Author.MINE).size(),
                    comparison.logic(Author.THEIRS).size(), comparison.logic(Author.BOTH).size(),
                    comparison.logic(Author.CONFLICT).size()}) + hidden;
        }
        String from = NLS.bind(Messages.ChangeList_direction, comparison.right().label(),
                comparison.left().label());
        String what = logic == 0 ? Messages.ChangeList_onlyMoved : logic == 1 ? Messages.ChangeList_one
                : NLS.bind(Messages.ChangeList_count, logic);
        String all = from + " " + what + hidden;
        return comparison.ancestor().isEmpty() ? all : NLS.bind(Messages.ChangeList_noAncestor, all);
    }

    private static final class Contents implements ITreeContentProvider {

        @Override
        public Object[] getElements(Object input) {
            return ((List<?>) input).toArray();
        }

        @Override
        public Object[] getChildren(Object parent) {
            return parent instanceof Group group ? group.lines().toArray() : new Object[0];
        }

        @Override
        public Object getParent(Object element) {
            return null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return element instanceof Group;
        }
    }
}
