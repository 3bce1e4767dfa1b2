// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.compare.CompareUI;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillroom.workbench.open.OpenGraph;

/** Compares two selected graph files; one, or the graph that is being edited, with a file to choose. */
public final class CompareWithHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        List<Path> files = files(event);
        Optional<Path> first = files.isEmpty() ? edited(event) : Optional.of(files.getFirst());
        Optional<Path> second = files.size() > 1 ? Optional.of(files.get(1))
                : first.flatMap(file -> ask(HandlerUtil.getActiveShell(event), file));
        if (first.isPresent() && second.isPresent()) {
            CompareUI.openCompareEditor(new GraphCompareInput(first.get(), second.get()));
        }
        return null;
    }

    private static List<Path> files(ExecutionEvent event) {
        List<Path> files = new ArrayList<>();
        if (HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection) {
            for (Object element : selection) {
                IFile file = Adapters.adapt(element, IFile.class);
                if (file != null && file.getLocation() != null) {
                    files.add(file.getLocation().toPath());
                }
            }
        }
        return files;
    }

    private static Optional<Path> edited(ExecutionEvent event) {
        return HandlerUtil.getActiveEditor(event) instanceof OpenGraph editor ? Optional.of(editor.file())
                : Optional.empty();
    }

    private static Optional<Path> ask(Shell shell, Path first) {
        FileDialog dialog = new FileDialog(shell, SWT.OPEN);
        dialog.setText(NLS.bind(Messages.CompareWithHandler_title, first.getFileName()));
        dialog.setFilterExtensions(new String[] {"*.stillroom", "*"});
        dialog.setFilterPath(first.getParent().toString());
        return Optional.ofNullable(dialog.open()).map(Path::of);
    }
}
