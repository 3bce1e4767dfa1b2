// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.perspective;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.menus.WorkbenchWindowControlContribution;
import org.eclipse.ui.views.IViewDescriptor;
import org.stillroom.workbench.services.Guard;

/**
 * Buttons in the tool bar for what stands around the canvas, which leaves it all the room until it is wanted: each
 * shows its view or puts it away, and is pressed while the view can be seen.
 */
public final class DrawerBar extends WorkbenchWindowControlContribution {

    private static final Map<String, String> VIEWS = new LinkedHashMap<>();

    static {
        VIEWS.put(GraphPerspective.PROJECTS, Messages.files);
        VIEWS.put(GraphPerspective.NODES, Messages.nodes);
        VIEWS.put(IPageLayout.ID_PROP_SHEET, Messages.properties);
        VIEWS.put(GraphPerspective.PICTURES, Messages.pictures);
        VIEWS.put(GraphPerspective.RUNS, Messages.runs);
    }

    private final Map<String, ToolItem> buttons = new LinkedHashMap<>();

    @Override
    protected Control createControl(Composite parent) {
        ToolBar bar = new ToolBar(parent, SWT.FLAT | SWT.RIGHT);
        LocalResourceManager images = new LocalResourceManager(JFaceResources.getResources(), bar);
        VIEWS.forEach((view, label) -> {
            IViewDescriptor found = PlatformUI.getWorkbench().getViewRegistry().find(view);
            if (found != null) {
                ToolItem button = new ToolItem(bar, SWT.CHECK);
                button.setText(label);
                button.setImage(images.get(found.getImageDescriptor()));
                button.setToolTipText(NLS.bind(Messages.tip, found.getLabel()));
                button.addListener(SWT.Selection, event -> show(view, button.getSelection()));
                buttons.put(view, button);
            }
        });
        IWorkbenchWindow window = getWorkbenchWindow();
        Follower follower = new Follower();
        window.getPartService().addPartListener(follower);
        bar.addListener(SWT.Dispose, event -> window.getPartService().removePartListener(follower));
        // parts that the window is opened with are there later than its tool bar
        bar.getDisplay().asyncExec(this::press);
        return bar;
    }

    private void show(String view, boolean wanted) {
        IWorkbenchPage page = getWorkbenchWindow().getActivePage();
        if (page == null) {
            return;
        }
        IViewPart open = page.findView(view);
        try {
            if (wanted) {
                page.showView(view);
            } else if (open != null) {
                page.hideView(open);
            }
        } catch (PartInitException e) {
            Guard.log("opening the view " + view, e);
        }
        press();
    }

    private void press() {
        IWorkbenchPage page = getWorkbenchWindow().getActivePage();
        buttons.forEach((view, button) -> {
            if (!button.isDisposed()) {
                IViewPart open = page == null ? null : page.findView(view);
                button.setSelection(open != null && page.isPartVisible(open));
            }
        });
    }

    /** Looks anew whenever a part came or went. */
    private final class Follower implements IPartListener2 {

        @Override
        public void partVisible(IWorkbenchPartReference part) {
            press();
        }

        @Override
        public void partHidden(IWorkbenchPartReference part) {
            press();
        }

        @Override
        public void partClosed(IWorkbenchPartReference part) {
            press();
        }
    }
}
