// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

/** Where a run is. */
public enum RunState {
    /** In the queue. */
    WAITING,
    RUNNING,
    /** All that was asked for is there. */
    DONE,
    /** At least one node failed. */
    FAILED,
    /** The graph cannot run as it is; nothing was done. */
    REFUSED,
    /** Somebody stopped it, or took it out of the queue. */
    STOPPED;

    public boolean ended() {
        return this != WAITING && this != RUNNING;
    }
}
