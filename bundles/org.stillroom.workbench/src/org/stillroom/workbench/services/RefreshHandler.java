// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;

/** Looks again which models there are, as somebody may have put one into a model folder. */
public final class RefreshHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        Models.get().refresh();
        return null;
    }
}
