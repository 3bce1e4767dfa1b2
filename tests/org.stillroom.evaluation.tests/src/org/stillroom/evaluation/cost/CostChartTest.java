// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.torch.runtime.Device;

/** The plot of what encoders of several sizes cost. */
class CostChartTest {

    private static final Pattern NAME = Pattern.compile("translate\\((\\S+) \\d+\\) rotate");
    private static final double LINE = 14;

    private static CostRow row(EncoderSize size) {
        CostMeasurement measured = new CostMeasurement(size, CostFormat.BF16, Policy.KEPT, 4, Device.CPU);
        return new CostRow(measured, size.parameters(), 1, 1, size.parameters(), 1, 1, 1, 1);
    }

    @Test
    void namesOfSizesThatAreNearlyAlikeDoNotLieOverEachOther() {
        String svg = CostChart.svg(EncoderSize.ALL.stream().map(CostChartTest::row).toList());
        List<Double> places = NAME.matcher(svg).results().map(name -> Double.valueOf(name.group(1))).toList();
        assertEquals(2 * EncoderSize.ALL.size(), places.size());
        for (int i = 1; i < places.size(); i++) {
            double gap = places.get(i) - places.get(i - 1);
            assertTrue(gap > LINE, "between name " + i + " and the next: " + gap);
        }
    }
}
