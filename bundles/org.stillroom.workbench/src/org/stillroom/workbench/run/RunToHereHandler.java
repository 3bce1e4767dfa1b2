// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.Set;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;

/** Runs the selected nodes of the active editor, and all that they need. */
public final class RunToHereHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        Set<String> nodes = ActiveTarget.selectedNodes(event);
        ActiveTarget.of(event).ifPresent(target -> {
            if (nodes.isEmpty()) {
                target.say(Messages.RunToHereHandler_nothing, false);
            } else {
                Runner.get().run(target, nodes);
            }
        });
        return null;
    }
}
