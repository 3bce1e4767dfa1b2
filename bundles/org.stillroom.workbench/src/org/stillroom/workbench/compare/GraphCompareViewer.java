// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.Optional;
import org.eclipse.compare.CompareConfiguration;
import org.eclipse.compare.CompareUI;
import org.eclipse.compare.CompareViewerPane;
import org.eclipse.compare.INavigatable;
import org.eclipse.compare.ITypedElement;
import org.eclipse.compare.structuremergeviewer.ICompareInput;
import org.eclipse.compare.structuremergeviewer.ICompareInputChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/**
 * Shows two versions of a graph on canvases side by side and, below, what changed; and who changed it where their
 * common ancestor is known.
 */
final class GraphCompareViewer extends Viewer implements ICompareInputChangeListener {

    private final CompareConfiguration configuration;
    private final SashForm form;
    private final SidePane left;
    private final SidePane right;
    private final ChangeList list;
    private Object input;
    private Job job;

    GraphCompareViewer(Composite parent, CompareConfiguration configuration) {
        this.configuration = configuration;
        form = new SashForm(parent, SWT.VERTICAL);
        SashForm sides = new SashForm(form, SWT.HORIZONTAL);
        left = new SidePane(sides);
        right = new SidePane(sides);
        list = new ChangeList(form, this::reveal);
        form.setWeights(70, 30);
        form.setData(CompareUI.COMPARE_VIEWER_TITLE, Messages.GraphCompareViewer_title);
        form.setData(INavigatable.NAVIGATOR_PROPERTY, new ChangeNavigator(this));
        form.addDisposeListener(event -> listen(null));
        tools(CompareViewerPane.getToolBarManager(parent));
    }

    @Override
    public Control getControl() {
        return form;
    }

    @Override
    public Object getInput() {
        return input;
    }

    @Override
    public void setInput(Object changed) {
        listen(changed);
        refresh();
    }

    @Override
    public ISelection getSelection() {
        return list.selected().map(StructuredSelection::new).orElse(StructuredSelection.EMPTY);
    }

    @Override
    public void setSelection(ISelection selection, boolean reveal) {
        list.tree().setSelection(selection, reveal);
    }

    @Override
    public void refresh() {
        if (job != null) {
            job.cancel();
        }
        if (input instanceof ICompareInput compared) {
            Job reading = new ComparisonJob(form.getDisplay(),
                    source(configuration.getLeftLabel(input), compared.getLeft()),
                    source(configuration.getRightLabel(input), compared.getRight()),
                    Optional.ofNullable(compared.getAncestor())
                            .map(common -> source(configuration.getAncestorLabel(input), common)),
                    comparison -> show(compared, comparison));
            job = reading;
            reading.schedule();
        }
    }

    @Override
    public void compareInputChanged(ICompareInput source) {
        form.getDisplay().asyncExec(() -> {
            if (!form.isDisposed() && source == input) {
                refresh();
            }
        });
    }

    ChangeList list() {
        return list;
    }

    SidePane left() {
        return left;
    }

    SidePane right() {
        return right;
    }

    private void show(ICompareInput compared, GraphComparison comparison) {
        if (form.isDisposed() || compared != input) {
            return;
        }
        boolean whose = comparison.threeWay();
        left.show(whose ? Messages.SidePane_mine : Messages.SidePane_after, comparison.left(),
                comparison.leftMarks());
        right.show(whose ? Messages.SidePane_theirs : Messages.SidePane_before, comparison.right(),
                comparison.rightMarks());
        if (left.canvas().isPresent() && right.canvas().isPresent()) {
            LinkedViews views = LinkedViews.link(left.canvas().get(), right.canvas().get());
            views.fit();
            // the bars that come with that take some of the room
            form.getDisplay().asyncExec(views::fit);
        }
        list.show(comparison);
    }

    /** Shows on both sides what the selected change is about. */
    void reveal() {
        list.selected().ifPresent(line -> {
            right.reveal(line.right());
            left.reveal(line.left());
        });
    }

    private void listen(Object changed) {
        if (input instanceof ICompareInput before) {
            before.removeCompareInputChangeListener(this);
        }
        input = changed;
        if (input instanceof ICompareInput now) {
            now.addCompareInputChangeListener(this);
        }
    }

    private void tools(ToolBarManager bar) {
        if (bar == null) {
            return;
        }
        bar.removeAll();
        Action movement = new Action(Messages.GraphCompareViewer_movement, IAction.AS_CHECK_BOX) {
            @Override
            public void run() {
                list.showMovement(isChecked());
            }
        };
        movement.setToolTipText(Messages.GraphCompareViewer_movementTip);
        bar.add(movement);
        bar.update(true);
    }

    private static ComparisonJob.Source source(String label, ITypedElement element) {
        return new ComparisonJob.Source(Optional.ofNullable(label).orElse(""), element);
    }
}
