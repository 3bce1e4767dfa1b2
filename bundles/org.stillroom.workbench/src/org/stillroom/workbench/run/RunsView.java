// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.part.ViewPart;
import org.stillroom.workbench.services.HelpContexts;

/** The runs that go on and wait, then the last that ended. */
public final class RunsView extends ViewPart {

    public static final String ID = "org.stillroom.workbench.runsView";

    /** So that the seconds of a run that goes on count. */
    private static final int TICK_MILLIS = 500;

    private final Runner.Listener listener = this::changed;
    private TableViewer table;
    private RunActions actions;
    private boolean ticking;

    @Override
    public void createPartControl(Composite parent) {
        Composite frame = new Composite(parent, SWT.NONE);
        HelpContexts.RUNS.explain(frame);
        TableColumnLayout layout = new TableColumnLayout();
        frame.setLayout(layout);
        table = new TableViewer(frame, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        table.getTable().setHeaderVisible(true);
        table.setContentProvider(ArrayContentProvider.getInstance());
        ColumnViewerToolTipSupport.enableFor(table);
        RunIcons icons = new RunIcons();
        table.getTable().addDisposeListener(event -> icons.dispose());
        for (RunColumn column : RunColumn.values()) {
            TableViewerColumn made = new TableViewerColumn(table, SWT.NONE);
            made.getColumn().setText(column.title());
            made.setLabelProvider(new Labels(column, icons));
            layout.setColumnData(made.getColumn(), new ColumnWeightData(column.weight(), column.least()));
        }
        actions = new RunActions(this, table);
        contribute();
        Runner.get().addListener(listener);
        table.getTable().addDisposeListener(event -> Runner.get().removeListener(listener));
        getSite().setSelectionProvider(table);
        show();
    }

    private void contribute() {
        IToolBarManager bar = getViewSite().getActionBars().getToolBarManager();
        actions.all().forEach(bar::add);
        MenuManager menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(this::fill);
        Control control = table.getControl();
        control.setMenu(menu.createContextMenu(control));
        getSite().registerContextMenu(menu, table);
        actions.installKeys(getViewSite().getActionBars());
    }

    private void fill(IMenuManager menu) {
        for (Action action : actions.all()) {
            menu.add(action);
        }
        menu.add(new Separator("additions"));
    }

    private void changed(RunHandle run) {
        if (!table.getControl().isDisposed()) {
            show();
            // also one that has ended and is where it was in the list
            table.update(run, null);
        }
    }

    private void show() {
        List<RunHandle> all = new ArrayList<>(Runner.get().queue());
        all.addAll(Runner.get().history());
        if (!all.equals(table.getInput())) {
            table.setInput(all);
        }
        setContentDescription(all.isEmpty() ? Messages.RunsView_empty : "");
        actions.update();
        tick();
    }

    private void tick() {
        if (!ticking && !Runner.get().queue().isEmpty()) {
            ticking = true;
            table.getControl().getDisplay().timerExec(TICK_MILLIS, () -> {
                ticking = false;
                if (!table.getControl().isDisposed()) {
                    Runner.get().queue().forEach(run -> table.update(run, null));
                    tick();
                }
            });
        }
    }

    @Override
    public void setFocus() {
        table.getControl().setFocus();
    }

    /** One column of the list of runs. */
    private static final class Labels extends ColumnLabelProvider {

        private final RunColumn column;
        private final RunIcons icons;

        Labels(RunColumn column, RunIcons icons) {
            this.column = column;
            this.icons = icons;
        }

        @Override
        public String getText(Object element) {
            return column.text(((RunHandle) element).record());
        }

        @Override
        public Image getImage(Object element) {
            return column == RunColumn.STATE ? icons.of(((RunHandle) element).record().state()) : null;
        }

        /** Why it failed, or else where its files are. */
        @Override
        public String getToolTipText(Object element) {
            RunRecord run = ((RunHandle) element).record();
            String files = String.join("\n", run.files().stream().map(Path::toString).toList());
            String text = run.message().isEmpty() ? files : run.message();
            return text.isEmpty() ? null : text;
        }
    }
}
