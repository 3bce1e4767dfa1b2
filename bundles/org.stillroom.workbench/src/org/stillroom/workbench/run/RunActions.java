// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.actions.ActionFactory;

/** What can be done with the runs that are selected in the list. */
final class RunActions {

    private final IViewPart view;
    private final TableViewer table;
    private final Action stop = action("stop", Messages.RunsView_stop, Messages.RunsView_stopTip, this::stop);
    private final Action remove = action("remove-run", Messages.RunsView_remove, Messages.RunsView_removeTip,
            this::remove);
    private final Action again = action("run", Messages.RunsView_runAgain, Messages.RunsView_runAgainTip,
            this::runAgain);
    private final Action open = action("open-run", Messages.RunsView_open, Messages.RunsView_openTip, this::open);

    RunActions(IViewPart view, TableViewer table) {
        this.view = view;
        this.table = table;
        table.addSelectionChangedListener(event -> update());
        table.addOpenListener(event -> open());
        update();
    }

    List<Action> all() {
        return List.of(again, stop, remove, open);
    }

    void installKeys(IActionBars bars) {
        bars.setGlobalActionHandler(ActionFactory.DELETE.getId(), remove);
    }

    void update() {
        stop.setEnabled(selected(run -> !run.record().state().ended()));
        remove.setEnabled(selected(run -> run.record().state() != RunState.RUNNING));
        again.setEnabled(selected(run -> true));
        open.setEnabled(selected(run -> true));
    }

    private boolean selected(Predicate<RunHandle> condition) {
        return runs().stream().anyMatch(condition);
    }

    private List<RunHandle> runs() {
        return ((List<?>) table.getStructuredSelection().toList()).stream().map(RunHandle.class::cast).toList();
    }

    private void stop() {
        runs().forEach(RunHandle::stop);
    }

    private void remove() {
        runs().stream().filter(run -> run.record().state() != RunState.RUNNING).forEach(Runner.get()::remove);
    }

    private void runAgain() {
        runs().forEach(run -> Runner.get().run(new StoredTarget(run.record()), run.record().targets()));
    }

    private void open() {
        for (RunHandle run : runs()) {
            try {
                StoredGraph.open(run.record(), view.getSite().getPage());
            } catch (IOException | CoreException e) {
                ILog.of(RunActions.class).error(NLS.bind(Messages.RunsView_cannotOpen, e.getMessage()), e);
                view.getViewSite().getActionBars().getStatusLineManager().setErrorMessage(
                        NLS.bind(Messages.RunsView_cannotOpen, e.getMessage()));
            }
        }
    }

    private static Action action(String icon, String text, String tip, Runnable action) {
        Action made = new Action(text, RunIcons.descriptor(icon)) {
            @Override
            public void run() {
                action.run();
            }
        };
        made.setToolTipText(tip);
        return made;
    }
}
