// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.services.Preferences;

/** Folders that models are looked for in. */
public final class ModelsPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    private ModelFoldersField folders;

    public ModelsPage() {
        super(FLAT);
        setPreferenceStore(Preferences.store());
        setDescription(Messages.ModelsPage_description);
    }

    @Override
    public void init(IWorkbench workbench) {
        // the store is known already
    }

    @Override
    protected void createFieldEditors() {
        HelpContexts.PREFERENCES.explain(getFieldEditorParent());
        folders = new ModelFoldersField(Preferences.MODEL_FOLDERS, Messages.ModelsPage_folders, this::refuse,
                getFieldEditorParent());
        addField(folders);
        sayWhatIsMissing();
    }

    private void refuse(String sentence) {
        setMessage(sentence, sentence.isEmpty() ? IMessageProvider.NONE : IMessageProvider.ERROR);
    }

    /** A folder on a disk that is not plugged in may stay in the list. */
    private void sayWhatIsMissing() {
        Optional<Path> missing = Preferences.modelFolders().stream().filter(folder -> !Files.isDirectory(folder))
                .findFirst();
        missing.ifPresent(folder -> setMessage(NLS.bind(Messages.ModelsPage_missing, folder),
                IMessageProvider.WARNING));
    }
}
