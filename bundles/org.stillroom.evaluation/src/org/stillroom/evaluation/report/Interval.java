// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.Arrays;

/**
 * Where a value lies with 95 % confidence.
 *
 * @param low not above {@code high}
 */
public record Interval(double low, double high) {

    /** Of a normal distribution, this many deviations to each side hold 95 %. */
    private static final double Z = 1.959963984540054;

    /**
     * The interval of a share after Wilson (1927), which is sound for few trials and for shares near 0 and 1 too.
     *
     * @param share what was seen, 0 to 1
     * @param trials that are independent of each other, 1 or more
     */
    public static Interval wilson(double share, long trials) {
        if (trials < 1 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share of " + share + " in " + trials
                    + " trials has no interval; expected are 0 to 1, and 1 trial or more.");
        }
        double n = trials;
        double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double reach = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        // rounding must not push the value itself out
        return new Interval(Math.min(share, Math.max(0, middle - reach)), Math.max(share, Math.min(1, middle + reach)));
    }

    /**
     * The interval of what is not below 0, by the jackknife (Tukey 1958), taken as normal.
     *
     * @param value of all that was seen
     * @param without the same value each time a part is left out, all parts of about one size; two or more
     */
    static Interval ofParts(double value, double[] without) {
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares = Arrays.stream(without).map(each -> (each - mean) * (each - mean)).sum();
        double reach = Z * Math.sqrt(squares * (without.length - 1) / without.length);
        return new Interval(Math.min(value, Math.max(0, value - reach)), value + reach);
    }

    /** The interval of the mean of some values, taken as normal; empty width for a single one. */
    static Interval ofMean(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double reach = values.length < 2 ? 0 : Z * Math.sqrt(squares / (values.length - 1) / values.length);
        return new Interval(mean - reach, mean + reach);
    }
}
