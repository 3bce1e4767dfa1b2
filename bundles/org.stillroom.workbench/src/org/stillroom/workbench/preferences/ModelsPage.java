// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.services.Preferences;

/** Folders that models are looked for in. */
public final class ModelsPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    private ModelFoldersField folders;
    private FoundInFolders found;
    private List<Path> shown;

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
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(page);
        found = new FoundInFolders(page);
        Control fields = super.createContents(page);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(fields);
        fields.moveAbove(null);
        return page;
    }

    @Override
    protected void createFieldEditors() {
        HelpContexts.PREFERENCES.explain(getFieldEditorParent());
        folders = new ModelFoldersField(Preferences.MODEL_FOLDERS, Messages.ModelsPage_folders, this::refuse,
                this::changed, getFieldEditorParent());
        addField(folders);
    }

    /** Not while the list is being made. */
    private void changed() {
        if (folders != null && !folders.folders().equals(shown)) {
            shown = folders.folders();
            found.show(shown);
        }
    }

    FoundInFolders found() {
        return found;
    }

    private void refuse(String sentence) {
        setMessage(sentence, sentence.isEmpty() ? IMessageProvider.NONE : IMessageProvider.ERROR);
    }
}
