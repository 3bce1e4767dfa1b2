// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;

/** The way from a job to a control that may have been closed meanwhile. */
final class Displays {

    private Displays() {}

    /** Runs something in the user interface's thread, soon, unless the control is gone by then. */
    static void post(Control control, Runnable action) {
        try {
            control.getDisplay().asyncExec(() -> {
                if (!control.isDisposed()) {
                    action.run();
                }
            });
        } catch (SWTException e) {
            // Disposed: nobody looks any more.
        }
    }
}
