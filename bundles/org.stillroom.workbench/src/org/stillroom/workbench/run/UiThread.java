// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;

/** The way into the user interface's thread, which may be gone while a run still ends. */
final class UiThread {

    private UiThread() {}

    /** Runs something there soon; false if the window has been closed. */
    static boolean post(Display display, Runnable action) {
        try {
            display.asyncExec(action);
            return true;
        } catch (SWTException e) {
            // disposed: nobody looks any more
            return false;
        }
    }
}
