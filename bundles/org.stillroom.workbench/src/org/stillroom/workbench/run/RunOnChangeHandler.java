// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.Map;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.menus.UIElement;

/** Turns running after each edit on and off; until the workbench is closed, as runs may be costly. */
public final class RunOnChangeHandler extends AbstractHandler implements IElementUpdater {

    private static final String COMMAND = "org.stillroom.workbench.runOnChange";

    @Override
    public Object execute(ExecutionEvent event) {
        Runner runner = Runner.get();
        runner.setRunOnChange(!runner.runsOnChange());
        PlatformUI.getWorkbench().getService(ICommandService.class).refreshElements(COMMAND, null);
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void updateElement(UIElement element, Map parameters) {
        element.setChecked(Runner.get().runsOnChange());
    }
}
