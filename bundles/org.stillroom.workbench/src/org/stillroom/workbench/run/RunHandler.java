// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.Set;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;

/** Runs the graph of the active editor: all that shows or saves something. */
public final class RunHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        ActiveTarget.of(event).ifPresent(target -> Runner.get().run(target, Set.of()));
        return null;
    }
}
