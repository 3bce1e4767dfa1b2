// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.eclipse.core.runtime.IPath;
import org.eclipse.ui.IEditorLauncher;
import org.eclipse.ui.PlatformUI;

/** Opens the graph of a picture where Eclipse would open the picture, as when it is dropped on the editor area. */
public final class PictureLauncher implements IEditorLauncher {

    static final String ID = "org.stillroom.workbench.pictureGraph";

    @Override
    public void open(IPath file) {
        OpenFromPicture.open(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage(), file.toPath());
    }
}
