// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.wizard.Wizard;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.templates.GraphTemplates;

/** Puts the graph of a template onto a canvas that is empty; one step to undo. */
final class TemplateWizard extends Wizard {

    private final OpenGraph graph;
    private final TemplatePage page = new TemplatePage(() -> GraphTemplates.all(Platform.getExtensionRegistry()));

    TemplateWizard(OpenGraph graph) {
        this.graph = graph;
        setWindowTitle(Messages.startTitle);
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        try {
            Graph template = page.chosen().graph();
            graph.execute(new Edit(Messages.startEdit, before -> template.equals(before) ? before : template));
            graph.canvas().ifPresent(canvas -> canvas.view().fit());
            return true;
        } catch (GraphFileException e) {
            page.setErrorMessage(e.getMessage());
            return false;
        }
    }

    TemplatePage page() {
        return page;
    }
}
