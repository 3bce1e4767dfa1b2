// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.templates.Examples;

/** Opens the graph of a template from the project of examples. */
public final class OpenExampleHandler extends AbstractHandler {

    private static final String TEMPLATE = "org.stillroom.workbench.openExample.template";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        try {
            Optional<IFile> found = Examples.graph(event.getParameter(TEMPLATE));
            if (found.isPresent()) {
                IDE.openEditor(page, found.get(), OpenGraph.EDITOR);
            }
            return null;
        } catch (CoreException | GraphFileException e) {
            throw new ExecutionException(NLS.bind(Messages.noExamples, e.getMessage()), e);
        }
    }
}
