// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.services.Preferences;

/** Where pictures go, what is shown while they are made, and how often graphs are saved for recovery. */
public final class MainPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    private static final int LONGEST_PREVIEW_MILLIS = 60_000;
    private static final int SHORTEST_PREVIEW_MILLIS = 50;
    private static final int LONGEST_AUTOSAVE_SECONDS = 3600;

    public MainPage() {
        super(GRID);
        setPreferenceStore(Preferences.store());
        setDescription(Messages.MainPage_description);
    }

    @Override
    public void init(IWorkbench workbench) {
        // the store is known already
    }

    @Override
    protected void createFieldEditors() {
        HelpContexts.PREFERENCES.explain(getFieldEditorParent());
        CheckedText output = new CheckedText(Preferences.OUTPUT_FOLDER, Messages.MainPage_output,
                ValueCheck::outputFolder, getFieldEditorParent());
        addField(output);
        output.getTextControl(getFieldEditorParent()).setToolTipText(Messages.MainPage_outputTip);
        addField(new BooleanFieldEditor(Preferences.PREVIEWS, Messages.MainPage_previews, getFieldEditorParent()));
        addField(whole(Preferences.PREVIEW_MILLIS, Messages.MainPage_previewMillis, SHORTEST_PREVIEW_MILLIS,
                LONGEST_PREVIEW_MILLIS));
        addField(new BooleanFieldEditor(Preferences.WHEEL_ZOOMS, Messages.MainPage_wheelZooms,
                getFieldEditorParent()));
        addField(whole(Preferences.AUTOSAVE_SECONDS, Messages.MainPage_autosave, 0, LONGEST_AUTOSAVE_SECONDS));
    }

    private IntegerFieldEditor whole(String key, String label, int least, int most) {
        IntegerFieldEditor field = new IntegerFieldEditor(key, label, getFieldEditorParent());
        field.setValidRange(least, most);
        return field;
    }
}
