// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.core.runtime.Adapters;
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
        CanvasWorkbenchActions actions = Adapters.adapt(editor, CanvasWorkbenchActions.class);
        if (actions != null) {
            actions.global().forEach(bars::setGlobalActionHandler);
        }
        bars.updateActionBars();
        RunHandler.shownChanged(getPage().getWorkbenchWindow());
    }
}
