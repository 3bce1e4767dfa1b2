// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.editpolicies.SelectionEditPolicy;
import org.stillroom.editor.canvas.parts.Described;

/** Lets figures show that their part is selected, has the focus or is under the pointer. */
final class HighlightPolicy extends SelectionEditPolicy {

    static final String ROLE = "highlight";

    @Override
    protected void hideSelection() {
        part().showSelected(false, false);
    }

    @Override
    protected void showSelection() {
        part().showSelected(true, false);
    }

    @Override
    protected void showPrimarySelection() {
        part().showSelected(true, true);
    }

    @Override
    public void showTargetFeedback(Request request) {
        if (RequestConstants.REQ_SELECTION.equals(request.getType())) {
            part().showHovered(true);
        }
    }

    @Override
    public void eraseTargetFeedback(Request request) {
        if (RequestConstants.REQ_SELECTION.equals(request.getType())) {
            part().showHovered(false);
        }
    }

    private Described part() {
        return (Described) getHost();
    }
}
