// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.io.IOException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;

/** The studio: the workbench with the canvas, on one workspace that no second studio may use at the same time. */
public final class StudioApplication implements IApplication {

    /** Exit code where the workspace or the display cannot be used. */
    static final Integer CANNOT_START = 15;

    @Override
    public Object start(IApplicationContext context) {
        StudioArguments arguments =
                StudioArguments.of((String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS));
        Location workspace = Platform.getInstanceLocation();
        String refusal = claim(workspace);
        if (refusal != null) {
            System.err.println(refusal);
            return CANNOT_START;
        }
        ClassesAhead.start();
        Display display;
        try {
            display = PlatformUI.createDisplay();
        } catch (SWTError | UnsatisfiedLinkError e) {
            System.err.println(NLS.bind(Messages.noDisplay, System.getenv("DISPLAY"), e.getMessage()));
            workspace.release();
            return CANNOT_START;
        }
        try {
            int ended = PlatformUI.createAndRunWorkbench(display, new StudioWorkbenchAdvisor(arguments));
            return ended == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
        } finally {
            display.dispose();
            workspace.release();
        }
    }

    @Override
    public void stop() {
        if (!PlatformUI.isWorkbenchRunning()) {
            return;
        }
        IWorkbench workbench = PlatformUI.getWorkbench();
        workbench.getDisplay().syncExec(() -> {
            if (!workbench.isClosing()) {
                workbench.close();
            }
        });
    }

    /** Takes the workspace; returns why it cannot be taken, or null. */
    private static String claim(Location workspace) {
        if (workspace == null || !workspace.isSet()) {
            return Messages.noWorkspace;
        }
        String folder = workspace.getURL().getPath();
        try {
            return workspace.lock() ? null : NLS.bind(Messages.inUse, folder);
        } catch (IOException e) {
            return NLS.bind(Messages.unusable, folder, e.getMessage());
        }
    }
}
