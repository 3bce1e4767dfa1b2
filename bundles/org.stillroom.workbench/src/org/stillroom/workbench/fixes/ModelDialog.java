// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.stillroom.workbench.services.Models;

/** Lists the models that a graph may use; the list is filled as soon as they are found. */
final class ModelDialog extends ElementListSelectionDialog {

    private final Path folder;
    private final Runnable found = this::fill;

    private ModelDialog(Shell shell, Path folder, String what) {
        super(shell, new LabelProvider());
        this.folder = folder;
        setTitle(NLS.bind(Messages.ModelDialog_title, what));
        setMessage(Messages.ModelDialog_message);
        setEmptyListMessage(Messages.ModelDialog_none);
        setElements(Models.get().listing(folder).toArray());
        // names are paths: what is typed may stand anywhere in them
        setFilter("*");
    }

    /** @param what label of the parameter */
    static Optional<String> ask(Shell shell, Path folder, String what) {
        ModelDialog dialog = new ModelDialog(shell, folder, what);
        return dialog.open() == Window.OK && dialog.getFirstResult() instanceof String name ? Optional.of(name)
                : Optional.empty();
    }

    @Override
    public int open() {
        Models.get().addListener(found);
        try {
            return super.open();
        } finally {
            Models.get().removeListener(found);
        }
    }

    private void fill() {
        if (getShell() != null && !getShell().isDisposed()) {
            setListElements(Models.get().listing(folder).toArray());
        }
    }
}
