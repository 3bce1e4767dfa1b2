// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is shown, in words and made small. */
class ShownTest {

    @Test
    void aTableSaysItsFirstNumbers() {
        Shown.Row right = new Shown.Row("words right", List.of(Quantity.share(0.5), Quantity.share(0.25)), "");
        assertEquals("words right 50.0 % / 25.0 %",
                new Shown.Table(List.of("a", "b"), List.of(Shown.Row.heading("node"), right)).words());
        assertEquals("words right 50.0 % / 25.0 %, words right 50.0 % / 25.0 %, words right 50.0 % / 25.0 %, \u2026",
                new Shown.Table(List.of(), List.of(right, right, right, right)).words());
    }

    @Test
    void aLongCurveIsMadeOfMeans() {
        Shown.Series all = Shown.Series.of("loss", IntStream.range(0, 1024).asDoubleStream().toArray());
        assertEquals(1024, all.count());
        assertEquals(512, all.values().length);
        assertEquals(0.5, all.values()[0]);
        assertEquals(1022.5, all.values()[511]);
        assertEquals("loss 1,023 (1.02 K)", all.words());
    }

    @Test
    void aShortCurveIsAsItIsAndAnEmptyOneHasNoValue() {
        assertArrayEquals(new double[] {3, 2, 4}, Shown.Series.of("loss", new double[] {3, 2, 4}).values());
        assertEquals("loss 4.00 (3)", Shown.Series.of("loss", new double[] {3, 2, 4}).words());
        assertEquals("loss (0)", Shown.Series.of("loss", new double[0]).words());
    }
}
