// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillroom.edit.Items;
import org.stillroom.workbench.open.OpenGraph;

/** Asks which template the graph of the active editor starts from, as long as there is nothing on its canvas. */
public final class StartFromTemplateHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        OpenGraph graph = Adapters.adapt(HandlerUtil.getActiveEditor(event), OpenGraph.class);
        if (graph != null && Items.all(graph.document().graph()).isEmpty()) {
            new WizardDialog(HandlerUtil.getActiveShell(event), new TemplateWizard(graph)).open();
        }
        return null;
    }
}
