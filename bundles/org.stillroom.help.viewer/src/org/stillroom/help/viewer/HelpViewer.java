// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import org.eclipse.core.runtime.ILog;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IContext;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.help.AbstractHelpUI;

/**
 * Help without a web server and without a browser: what F1 tells stands in a small window beside what it explains, and
 * pages in a view. Eclipse's own help system needs a servlet container, which nothing else here needs.
 */
public final class HelpViewer extends AbstractHelpUI {

    /** The key under which the workbench notes a control's help. */
    private static final String CONTEXT = "org.eclipse.ui.help";
    private static final int AWAY = 40;

    private ContextPopup popup;

    /** Opens the contents page of the first book. */
    @Override
    public void displayHelp() {
        displayHelpResource(HelpPages.contents());
    }

    /** What F1 means: help for what has the focus, or else the contents. */
    @Override
    public void displayDynamicHelp() {
        Control focus = Display.getCurrent().getFocusControl();
        for (Control control = focus; control != null; control = control.getParent()) {
            IContext context = control.getData(CONTEXT) instanceof String id ? HelpSystem.getContext(id) : null;
            if (context != null) {
                Point place = focus.toDisplay(AWAY, AWAY);
                displayContext(context, place.x, place.y);
                return;
            }
        }
        displayHelp();
    }

    @Override
    public void displayContext(IContext context, int x, int y) {
        if (popup != null) {
            popup.close();
        }
        popup = new ContextPopup(shell(), context, new Point(x, y), this::displayHelpResource);
        popup.open();
    }

    @Override
    public void displayHelpResource(String href) {
        Shell shell = shell();
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null || shell != window.getShell()) {
            new HelpWindow(shell, href).open();
            return;
        }
        try {
            ((HelpView) window.getActivePage().showView(HelpView.ID)).show(href);
        } catch (PartInitException e) {
            ILog.of(HelpViewer.class).error(href + " could not be shown", e);
            new HelpWindow(shell, href).open();
        }
    }

    @Override
    public boolean isContextHelpDisplayed() {
        return popup != null && popup.isOpen();
    }

    private static Shell shell() {
        return PlatformUI.getWorkbench().getModalDialogShellProvider().getShell();
    }
}
