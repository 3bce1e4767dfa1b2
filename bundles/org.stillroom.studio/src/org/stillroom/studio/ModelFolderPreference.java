// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.nio.file.Path;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/** The model folders of the workspace, as the workbench keeps them. */
final class ModelFolderPreference {

    private static final String NODE = "org.stillroom.workbench";
    private static final String KEY = "modelFolders";

    private ModelFolderPreference() {}

    /** Sets the folder where the workspace has no model folders of its own. */
    static void addIfNone(Path folder) throws BackingStoreException {
        IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(NODE);
        if (preferences.get(KEY, "").isEmpty()) {
            preferences.put(KEY, folder.toString());
            preferences.flush();
        }
    }
}
