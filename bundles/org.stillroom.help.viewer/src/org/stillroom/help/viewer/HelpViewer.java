// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import org.eclipse.help.HelpSystem;
import org.eclipse.help.IContext;
import org.eclipse.help.IToc;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.help.AbstractHelpUI;

/**
 * Help without a web server: what F1 tells stands in a small window beside what it explains, and pages open in the
 * browser. Eclipse's own help system needs a servlet container, which nothing else here needs.
 */
public final class HelpViewer extends AbstractHelpUI {

    private ContextPopup popup;

    /** Opens the contents page of the first book. */
    @Override
    public void displayHelp() {
        IToc[] books = HelpSystem.getTocs();
        if (books.length > 0) {
            displayHelpResource(books[0].getTopic(null).getHref());
        }
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
        try {
            PlatformUI.getWorkbench().getBrowserSupport().getExternalBrowser().openURL(HelpPages.locate(href));
        } catch (Exception e) {
            // a page that cannot be shown must not break what the person is doing, whatever the browser threw
            MessageDialog.openError(shell(), Messages.cannotShow, e.getMessage());
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
