// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.unpack;

import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IEditorLauncher;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;

/** Opens a bundle where Eclipse would open a ZIP file: by a double-click, or when it is dropped on the window. */
public final class BundleLauncher implements IEditorLauncher {

    static final String ID = "org.stillroom.workbench.bundleProject";

    @Override
    public void open(IPath file) {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        UnpackJob.start(page, file.toPath(), sentence -> MessageDialog.openError(page.getWorkbenchWindow().getShell(),
                Messages.UnpackJob_title, sentence));
    }
}
