// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.nio.file.Path;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.DialogSettings;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.ui.PlatformUI;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** What is kept in the workspace under the name of the workbench, whichever bundle keeps it. */
public final class WorkbenchState {

    private static final Bundle BUNDLE = FrameworkUtil.getBundle(WorkbenchState.class);

    private WorkbenchState() {}

    /** The folder for files. */
    public static Path folder() {
        return Platform.getStateLocation(BUNDLE).toPath();
    }

    /** Where a dialog keeps its size and place. */
    public static IDialogSettings dialog(String name) {
        return DialogSettings.getOrCreateSection(
                PlatformUI.getDialogSettingsProvider(BUNDLE).getDialogSettings(), name);
    }
}
