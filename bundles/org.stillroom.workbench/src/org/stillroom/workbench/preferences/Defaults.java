// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import org.eclipse.core.runtime.preferences.AbstractPreferenceInitializer;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.stillroom.workbench.services.Preferences;

/** What the preferences are until somebody sets them. */
public final class Defaults extends AbstractPreferenceInitializer {

    private static final int PREVIEW_MILLIS = 500;
    private static final int AUTOSAVE_SECONDS = 30;

    @Override
    public void initializeDefaultPreferences() {
        IEclipsePreferences defaults = DefaultScope.INSTANCE.getNode(Preferences.NODE);
        defaults.put(Preferences.MODEL_FOLDERS, "");
        defaults.put(Preferences.DEVICE, Preferences.AUTO);
        defaults.putInt(Preferences.MEMORY_BUDGET_MIB, 0);
        defaults.putBoolean(Preferences.PREVIEWS, true);
        defaults.putInt(Preferences.PREVIEW_MILLIS, PREVIEW_MILLIS);
        defaults.put(Preferences.LIBTORCH, "");
        defaults.putInt(Preferences.AUTOSAVE_SECONDS, AUTOSAVE_SECONDS);
        defaults.put(Preferences.OUTPUT_FOLDER, "pictures");
        defaults.putBoolean(Preferences.KEEP_RESULTS, true);
        defaults.put(Preferences.RESULTS_FOLDER, "");
        defaults.putBoolean(Preferences.WHEEL_ZOOMS, false);
        defaults.putBoolean(Preferences.MAP, true);
    }
}
