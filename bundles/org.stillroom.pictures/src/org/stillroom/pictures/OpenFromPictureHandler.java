// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillroom.workbench.services.FileDrop;

/** Opens the graph of the picture that the command's parameter names, or that a person chooses. */
public final class OpenFromPictureHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        String given = event.getParameter(FileDrop.FILE);
        String file = given == null ? ask(window) : given;
        if (file != null) {
            OpenFromPicture.open(window.getActivePage(), Path.of(file));
        }
        return null;
    }

    private static String ask(IWorkbenchWindow window) {
        FileDialog dialog = new FileDialog(window.getShell(), SWT.OPEN);
        dialog.setText(Messages.openGraphTitle);
        dialog.setFilterExtensions(new String[] {"*.png", "*"});
        return dialog.open();
    }
}
