// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.torch.runtime.Device;

class CostMeasurementTest {

    private static final long GB = 1000L * 1000 * 1000;
    private static final Device CARD = Device.parse("cuda:1");

    private static CostMeasurement largest(Policy policy, Device device) {
        return new CostMeasurement(EncoderSize.of("xxl").orElseThrow(), CostFormat.BF16, policy, 512, device);
    }

    @Test
    void whatACardHasNoRoomForIsNotTriedThere() {
        String problem = largest(Policy.KEPT, CARD).tooLarge(OptionalLong.of(8 * GB)).orElseThrow();
        assertTrue(problem.startsWith("it takes about ") && problem.contains("cuda:1 has 8.00 GB of memory free")
                && problem.contains("; streamed it takes "), problem);
        assertEquals(Optional.empty(), largest(Policy.STREAMED, CARD).tooLarge(OptionalLong.of(8 * GB)));
        assertEquals(Optional.empty(), largest(Policy.KEPT, CARD).tooLarge(OptionalLong.of(24 * GB)));
        assertEquals(Optional.empty(), largest(Policy.KEPT, CARD).tooLarge(OptionalLong.empty()),
                "where nobody tells, it is tried");
    }

    @Test
    void whatDoesNotFitEvenStreamedIsSaidWithoutThatAdvice() {
        String problem = largest(Policy.STREAMED, Device.CPU).tooLarge(OptionalLong.of(GB)).orElseThrow();
        assertTrue(problem.contains("this machine has 1.00 GB of memory") && !problem.contains("streamed"), problem);
    }
}
