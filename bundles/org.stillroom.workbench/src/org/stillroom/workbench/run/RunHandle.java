// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.Optional;
import org.stillroom.engine.Run;

/** A run that waits, goes on or has ended. Safe for use by any thread. */
public interface RunHandle {

    /** The run as it is now. */
    RunRecord record();

    /** The engine's run, for looking at values; empty before it has started. */
    Optional<Run> run();

    /** Takes it out of the queue, or cancels it; returns at once. */
    void stop();
}
