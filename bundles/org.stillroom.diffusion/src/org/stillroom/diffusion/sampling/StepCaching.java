// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.Arrays;

/**
 * Which cache a run has between its steps.
 *
 * @param threshold of the kind; 0 for its usual one
 */
public record StepCaching(Kind kind, double threshold) {

    /** Every step is computed. */
    public static final StepCaching NONE = new StepCaching(Kind.NONE, 0);

    /** A new way is a line here. */
    public enum Kind {
        NONE("none", 0) {
            @Override
            StepCache open(double threshold, Schedule schedule) {
                return StepCache.NONE;
            }
        },
        FIRST_BLOCK("first-block", 0.08) {
            @Override
            StepCache open(double threshold, Schedule schedule) {
                return new FirstBlockCache(threshold);
            }
        },
        EASY("easy", 0.2) {
            @Override
            StepCache open(double threshold, Schedule schedule) {
                return new EasyCache(threshold, schedule.sigma(EASY_START), schedule.sigma(EASY_END));
            }
        };

        /** Shares of the steps between which they may be skipped. */
        private static final double EASY_START = 0.15;
        private static final double EASY_END = 0.95;

        private final String id;
        private final double usual;

        Kind(String id, double usual) {
            this.id = id;
            this.usual = usual;
        }

        abstract StepCache open(double threshold, Schedule schedule);

        /** By its id; {@link #NONE} if there is no such kind. */
        public static Kind of(String id) {
            return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst().orElse(NONE);
        }
    }

    /** For one run. */
    public StepCache open(Schedule schedule) {
        return kind.open(threshold > 0 ? threshold : kind.usual, schedule);
    }
}
