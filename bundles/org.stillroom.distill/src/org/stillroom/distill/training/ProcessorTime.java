// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Processor time of this process, all its threads together, while some of its work is done. Unlike time on the clock it
 * is about the same however busy the machine is. What else the process computes at the time counts as well.
 */
public final class ProcessorTime {

    private double seconds;

    /** @param before seconds that earlier runs took */
    public ProcessorTime(double before) {
        seconds = before;
    }

    /** Does some work and counts its time. */
    public <T> T count(Supplier<T> work) {
        Duration begin = now();
        try {
            return work.get();
        } finally {
            seconds += now().minus(begin).toNanos() / 1e9;
        }
    }

    /** Zero where the system does not tell. */
    private static Duration now() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** All seconds so far. */
    public double seconds() {
        return seconds;
    }
}
