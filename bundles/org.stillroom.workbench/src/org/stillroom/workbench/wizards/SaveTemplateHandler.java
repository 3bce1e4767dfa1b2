// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import java.io.IOException;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.templates.OwnTemplates;

/** Keeps the graph of the active editor, as it is now, as a template of one's own. */
public final class SaveTemplateHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        OpenGraph graph = Adapters.adapt(HandlerUtil.getActiveEditor(event), OpenGraph.class);
        if (graph != null) {
            save(HandlerUtil.getActiveShell(event), graph);
        }
        return null;
    }

    private static void save(Shell shell, OpenGraph graph) {
        InputDialog dialog = new InputDialog(shell, Messages.saveTitle, Messages.saveName,
                graph.name().replaceFirst("\\.stillroom$", ""), name -> OwnTemplates.problem(name).orElse(null));
        if (dialog.open() != Window.OK) {
            return;
        }
        String name = dialog.getValue().strip();
        OwnTemplates templates = OwnTemplates.get();
        if (templates.has(name) && !MessageDialog.openConfirm(shell, Messages.saveTitle,
                NLS.bind(Messages.replaceQuestion, name))) {
            return;
        }
        try {
            templates.keep(name, graph.takeGraph());
            graph.part().getEditorSite().getActionBars().getStatusLineManager().setMessage(
                    NLS.bind(Messages.saved, name));
        } catch (IOException e) {
            MessageDialog.openError(shell, Messages.saveTitle, NLS.bind(Messages.notChanged, e.getMessage()));
        }
    }
}
