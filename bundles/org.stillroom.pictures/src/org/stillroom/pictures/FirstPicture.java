// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.stillroom.workbench.results.MadePicture;
import org.stillroom.workbench.results.PictureListener;

/** Opens the Pictures view when a session makes its first picture. Whoever closes it then is left in peace. */
public final class FirstPicture implements PictureListener {

    private boolean come;

    @Override
    public void made(MadePicture picture) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        if (come || page == null) {
            return;
        }
        come = true;
        try {
            page.showView(PictureView.ID, null, IWorkbenchPage.VIEW_VISIBLE);
        } catch (PartInitException e) {
            ILog.of(FirstPicture.class).error("The Pictures view could not be opened: " + e.getMessage(), e);
        }
    }
}
