// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.Optional;

/**
 * One number of a report.
 *
 * @param key what was measured, one of {@link Keys}
 * @param interval where it lies with 95 % confidence, where that is known; of a latency the fastest and slowest run
 * @param count pictures, words or runs that it was measured on; 0 for what is counted exactly
 */
public record Measured(String key, Unit unit, double value, Optional<Interval> interval, long count) {

    static Measured exact(String key, Unit unit, double value) {
        return new Measured(key, unit, value, Optional.empty(), 0);
    }

    /** @param right of {@code trials}, which is 1 or more */
    static Measured share(String key, double right, long trials) {
        double share = right / trials;
        return new Measured(key, Unit.SHARE, share, Optional.of(Interval.wilson(share, trials)), trials);
    }
}
