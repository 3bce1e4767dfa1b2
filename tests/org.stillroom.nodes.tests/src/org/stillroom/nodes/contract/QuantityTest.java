// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people read numbers. */
class QuantityTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PLAIN | 0 | 0", "PLAIN | 31.2345 | 31.2", "PLAIN | -0.01234 | -0.0123", "PLAIN | 0.00001234 | 1.23e-05",
        "PLAIN | 1 | 1.00", "PLAIN | 12345.6 | 12,346", "PLAIN | 999.6 | 1,000", "PLAIN | 0.1 | 0.100",
        "PLAIN | NaN | \u2013", "PLAIN | Infinity | \u2013",
        "SHARE | 0.925 | 92.5 %", "SHARE | 1 | 100.0 %", "SHARE | 12.5 | 1,250 %", "SHARE | 0 | 0.0 %",
        "COUNT | 7 | 7", "COUNT | 999 | 999", "COUNT | 4762310656 | 4.76 B", "COUNT | 999600 | 1.00 M",
        "BYTES | 512 | 512 B", "BYTES | 9524621312 | 9.52 GB", "BYTES | 0 | 0 B",
        "SECONDS | 0.0123 | 12.3 ms", "SECONDS | 0 | 0 ms", "SECONDS | 4.2 | 4.20 s", "SECONDS | 65 | 65.0 s",
        "SECONDS | 200 | 3:20 min", "SECONDS | 7500 | 2:05 h"})
    void itIsReadWithItsUnitAndAboutThreeDigits(Quantity.Unit unit, double value, String text) {
        assertEquals(text, new Quantity(value, unit).text());
    }
}
