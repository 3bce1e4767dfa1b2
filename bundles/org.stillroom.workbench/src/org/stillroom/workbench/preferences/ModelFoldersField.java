// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jface.preference.ListEditor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.stillroom.workbench.services.Preferences;

/** A list of folders, in the order they are searched. */
class ModelFoldersField extends ListEditor {

    private final Consumer<String> refuse;
    private final Runnable changed;

    /**
     * @param refuse given why a folder cannot be added, or nothing when one was
     * @param changed told when there are other folders, or in another order
     */
    ModelFoldersField(String key, String label, Consumer<String> refuse, Runnable changed, Composite parent) {
        this.refuse = refuse;
        this.changed = changed;
        init(key, label);
        createControl(parent);
        getAddButton().setText(Messages.ModelFoldersField_add);
    }

    /** As they are in the list, which may not be stored yet. */
    List<Path> folders() {
        return Arrays.stream(getList().getItems()).map(Path::of).toList();
    }

    @Override
    protected void selectionChanged() {
        super.selectionChanged();
        changed.run();
    }

    @Override
    protected void doLoad() {
        super.doLoad();
        changed.run();
    }

    @Override
    protected void doLoadDefault() {
        super.doLoadDefault();
        changed.run();
    }

    @Override
    protected String createList(String[] items) {
        return String.join(File.pathSeparator, items);
    }

    @Override
    protected String[] parseString(String stored) {
        return Preferences.folders(stored).stream().map(Path::toString).toArray(String[]::new);
    }

    @Override
    protected String getNewInputObject() {
        String chosen = choose();
        if (chosen == null) {
            return null;
        }
        Optional<String> problem = ValueCheck.modelFolder(chosen, folders());
        refuse.accept(problem.orElse(""));
        return problem.isPresent() ? null : chosen;
    }

    /** Asks for a folder; null if nobody wants one. */
    String choose() {
        DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.SHEET);
        dialog.setText(Messages.ModelFoldersField_title);
        dialog.setMessage(Messages.ModelFoldersField_message);
        return dialog.open();
    }
}
