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

    /** @param refuse given why a folder cannot be added, or nothing when one was */
    ModelFoldersField(String key, String label, Consumer<String> refuse, Composite parent) {
        this.refuse = refuse;
        init(key, label);
        createControl(parent);
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
        List<Path> others = Arrays.stream(getList().getItems()).map(Path::of).toList();
        Optional<String> problem = ValueCheck.modelFolder(chosen, others);
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
