// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.Map;
import java.util.Set;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.menus.UIElement;
import org.eclipse.ui.services.IEvaluationService;
import org.eclipse.ui.services.IServiceLocator;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.workbench.open.RunTarget;

/** Runs the graph of the active editor: all that shows or saves something. */
public final class RunHandler extends AbstractHandler implements IElementUpdater {

    private static final String COMMAND = "org.stillroom.workbench.run";

    /** To be called when an editor shows a graph, or no longer does, so that the buttons say whether it can be run. */
    public static void shownChanged(IServiceLocator services) {
        services.getService(IEvaluationService.class).requestEvaluation(ShowsGraph.PROPERTY);
        services.getService(ICommandService.class).refreshElements(COMMAND, null);
    }

    @Override
    public Object execute(ExecutionEvent event) {
        ActiveTarget.of(event).ifPresent(target -> Runner.get().run(target, Set.of()));
        return null;
    }

    /** Says why the button is grey where a file cannot be read. */
    @Override
    @SuppressWarnings("rawtypes")
    public void updateElement(UIElement element, Map parameters) {
        IWorkbenchWindow window = element.getServiceLocator().getService(IWorkbenchWindow.class);
        RunTarget target = window == null || window.getActivePage() == null ? null
                : Adapters.adapt(window.getActivePage().getActiveEditor(), RunTarget.class);
        boolean unreadable = target != null
                && Adapters.adapt(window.getActivePage().getActiveEditor(), GraphCanvas.class) == null;
        element.setTooltip(unreadable ? Messages.RunHandler_unreadable : null);
    }
}
