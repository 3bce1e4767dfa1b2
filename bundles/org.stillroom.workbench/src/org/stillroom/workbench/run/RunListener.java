// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

/** Told of runs, in the user interface's thread. */
public interface RunListener {

    /** A run was asked for, has got on or has ended; at most some 20 times a second. */
    void changed(RunHandle run);
}
