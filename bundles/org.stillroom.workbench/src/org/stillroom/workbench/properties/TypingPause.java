// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import org.eclipse.swt.widgets.Display;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.services.Guard;

/** Makes one step of all that is typed until the typing pauses, so that no key waits for the graph. */
final class TypingPause {

    private static final int MILLIS = 600;

    private final Runnable take;
    private final Runnable ended = () -> Guard.run("taking what was typed", this::flush);
    private OpenGraph editor;

    /** @param take makes the step */
    TypingPause(Runnable take) {
        this.take = take;
    }

    /** Something was typed for an editor's graph. */
    void typed(OpenGraph of) {
        editor = of;
        editor.pending().add(ended);
        // a timer that runs already begins anew
        Display.getCurrent().timerExec(MILLIS, ended);
    }

    /** Whether something was typed and not yet taken. */
    boolean pending() {
        return editor != null;
    }

    /** Takes now what was typed, if anything was. */
    void flush() {
        if (editor != null) {
            cancel();
            take.run();
        }
    }

    /** Forgets what was typed. */
    void cancel() {
        if (editor != null) {
            editor.pending().remove(ended);
            editor = null;
        }
        Display display = Display.getCurrent();
        if (display != null && !display.isDisposed()) {
            display.timerExec(-1, ended);
        }
    }
}
