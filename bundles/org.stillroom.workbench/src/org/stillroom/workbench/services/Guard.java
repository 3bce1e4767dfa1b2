// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import org.eclipse.core.runtime.ILog;

/** Keeps an error in one listener or contribution from taking the editor with it. */
public final class Guard {

    private Guard() {}

    /**
     * Runs what may fail; a failure goes to the error log.
     *
     * @param what was being done, for the log, such as {@code checking first-picture.stillroom}
     */
    public static void run(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            log(what, e);
        }
    }

    /** Tells the error log. */
    public static void log(String what, Throwable e) {
        ILog.of(Guard.class).error("Stillroom failed at " + what + ".", e);
    }
}
