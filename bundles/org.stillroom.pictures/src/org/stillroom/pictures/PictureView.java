// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.ViewPart;
import org.stillroom.pictures.history.PictureHistory;
import org.stillroom.workbench.results.ResultView;
import org.stillroom.workbench.services.FileDrop;
import org.stillroom.workbench.services.HelpContexts;

/** Shows the pictures that runs make, and compares them. */
public final class PictureView extends ViewPart implements ResultView {

    public static final String ID = "org.stillroom.workbench.pictureView";

    /** Pictures that are kept in memory take at most this part of it. */
    private static final int PART_OF_MEMORY = 8;

    private PicturePanel panel;
    private PictureActions actions;

    @Override
    public void createPartControl(Composite parent) {
        HelpContexts.PICTURES.explain(parent);
        PictureHistory history = PictureHistory.get();
        panel = new PicturePanel(parent, history, new PictureCache(Runtime.getRuntime().maxMemory() / PART_OF_MEMORY));
        actions = new PictureActions(panel,
                new PictureFilesActions(panel, history, getSite().getPage(), status()::setMessage));
        IActionBars bars = getViewSite().getActionBars();
        actions.fillToolBar(bars.getToolBarManager());
        actions.fillMenu(bars.getMenuManager());
        bars.setGlobalActionHandler(ActionFactory.COPY.getId(), actions.copyAction());
        bars.setGlobalActionHandler(ActionFactory.DELETE.getId(), actions.removeAction());
        addContextMenu(panel.canvas());
        addContextMenu(panel.strip().control());
        FileDrop drop = new FileDrop(getSite().getWorkbenchWindow());
        drop.install(panel.canvas());
        drop.install(panel.strip().control());
        panel.onChange(this::changed);
    }

    @Override
    public void setFocus() {
        panel.canvas().setFocus();
    }

    @Override
    public void showNewest(String graph, String node) {
        panel.showNewest(graph, node);
    }

    /** What is shown, for tests. */
    PicturePanel panel() {
        return panel;
    }

    private void changed() {
        actions.update();
        status().setMessage(panel.canvas().pixelText());
    }

    private void addContextMenu(Control control) {
        MenuManager manager = new MenuManager();
        actions.fillMenu(manager);
        control.setMenu(manager.createContextMenu(control));
        control.addDisposeListener(event -> manager.dispose());
    }

    private IStatusLineManager status() {
        return getViewSite().getActionBars().getStatusLineManager();
    }
}
