// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.util.List;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PerspectiveAdapter;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.stillroom.workbench.services.FileDrop;

/** The studio's window: what it shows around views and editors. */
final class StudioWindowAdvisor extends WorkbenchWindowAdvisor {

    private static final Point FIRST_SIZE = new Point(1440, 900);

    /** Buttons and menus for text files only, which would stand dead beside a graph. */
    private static final List<String> TEXT_ACTION_SETS = List.of("org.eclipse.ui.edit.text.actionSet.navigation",
            "org.eclipse.ui.edit.text.actionSet.annotationNavigation",
            "org.eclipse.ui.edit.text.actionSet.convertLineDelimitersTo");

    StudioWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        super(configurer);
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new StudioActionBarAdvisor(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer window = getWindowConfigurer();
        Rectangle screen = Display.getCurrent().getPrimaryMonitor().getClientArea();
        window.setInitialSize(new Point(Math.min(FIRST_SIZE.x, screen.width), Math.min(FIRST_SIZE.y, screen.height)));
        window.setTitle("Stillroom");
        window.setShowCoolBar(true);
        window.setShowMenuBar(true);
        window.setShowStatusLine(true);
        window.setShowProgressIndicator(true);
        window.setShowPerspectiveBar(false);
        window.addEditorAreaTransfer(FileTransfer.getInstance());
        window.configureEditorAreaDropListener(new FileDrop(window.getWindow()));
    }

    @Override
    public void postWindowOpen() {
        new WindowTitle(getWindowConfigurer()).follow();
        IWorkbenchWindow window = getWindowConfigurer().getWindow();
        if (window.getActivePage() != null) {
            hideTextActions(window.getActivePage());
        }
        window.addPerspectiveListener(new PerspectiveAdapter() {
            @Override
            public void perspectiveChanged(IWorkbenchPage page, IPerspectiveDescriptor perspective, String change) {
                // which brings back all that there is
                if (change.equals(IWorkbenchPage.CHANGE_RESET_COMPLETE)) {
                    hideTextActions(page);
                }
            }
        });
    }

    private static void hideTextActions(IWorkbenchPage page) {
        TEXT_ACTION_SETS.forEach(page::hideActionSet);
    }
}
