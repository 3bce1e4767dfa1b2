// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.part.EditorActionBarContributor;
import org.stillroom.workbench.run.RunHandler;

/** Gives the workbench's Edit menu and keys the actions of the editor that is in front. */
public final class GraphEditorBars extends EditorActionBarContributor {

    @Override
    public void setActiveEditor(IEditorPart editor) {
        IActionBars bars = getActionBars();
        bars.clearGlobalActionHandlers();
        if (editor instanceof GraphEditor graph && graph.panes() != null) {
            graph.panes().globalActions().forEach(bars::setGlobalActionHandler);
        }
        bars.updateActionBars();
        RunHandler.shownChanged(getPage().getWorkbenchWindow());
    }
}
