// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How fast a node gets on. Counted from its first step on, as loading weights comes before, and since the last time it
 * began anew.
 */
final class Pace {

    /** Less tells nothing yet. */
    private static final double LEAST_SECONDS = 2;

    private final LongSupplier clock;
    private long first;
    private long firstNanos;
    private long done = -1;
    private long total;

    /** @param clock in nanoseconds */
    Pace(LongSupplier clock) {
        this.clock = clock;
    }

    /** The seconds that are left, if they can be told already. */
    OptionalDouble left(long nowDone, long ofTotal) {
        long now = clock.getAsLong();
        if (done < 0 || nowDone < done || ofTotal != total) {
            first = nowDone;
            firstNanos = now;
        }
        done = nowDone;
        total = ofTotal;
        double seconds = (now - firstNanos) / 1e9;
        return seconds < LEAST_SECONDS || done <= first || done >= total ? OptionalDouble.empty()
                : OptionalDouble.of(seconds / (done - first) * (total - done));
    }
}
