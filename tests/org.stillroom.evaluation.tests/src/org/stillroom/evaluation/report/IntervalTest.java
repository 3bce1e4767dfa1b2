// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    /** R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void isWilsons(int right, int trials, double low, double high) {
        Interval interval = Interval.wilson((double) right / trials, trials);
        assertEquals(low, interval.low(), 5e-5);
        assertEquals(high, interval.high(), 5e-5);
    }

    @Test
    void isTheSameFromTheOtherEnd() {
        Interval few = Interval.wilson(0.1, 50);
        Interval many = Interval.wilson(0.9, 50);
        assertEquals(1 - few.high(), many.low(), 1e-12);
        assertEquals(1 - few.low(), many.high(), 1e-12);
    }

    @Test
    void holdsTheShareItself() {
        for (int trials = 1; trials < 50; trials++) {
            for (int right = 0; right <= trials; right++) {
                double share = (double) right / trials;
                Interval interval = Interval.wilson(share, trials);
                assertTrue(interval.low() <= share && share <= interval.high(), right + " of " + trials);
                assertTrue(interval.low() >= 0 && interval.high() <= 1, right + " of " + trials);
            }
        }
    }

    @Test
    void needsAShareAndTrials() {
        assertThrows(IllegalArgumentException.class, () -> Interval.wilson(1.1, 10));
        assertThrows(IllegalArgumentException.class, () -> Interval.wilson(Double.NaN, 10));
        assertThrows(IllegalArgumentException.class, () -> Interval.wilson(0.5, 0));
    }

    /** Of a mean, the jackknife is the usual interval (B. Efron, The Jackknife, 1982, chapter 3). */
    @Test
    void leavingPartsOutOfAMeanIsItsInterval() {
        double[] values = {3, 5, 4, 9, 2, 6};
        double sum = Arrays.stream(values).sum();
        double[] without = Arrays.stream(values).map(each -> (sum - each) / (values.length - 1)).toArray();
        Interval usual = Interval.ofMean(values);
        Interval parts = Interval.ofParts(sum / values.length, without);
        assertEquals(usual.low(), parts.low(), 1e-12);
        assertEquals(usual.high(), parts.high(), 1e-12);
        assertEquals(0, Interval.ofParts(0.1, new double[] {-1, 1}).low(), "a distance is not below 0");
    }
}
