// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.formats.DType;

/** Memory that weights go through on their way to a device. */
class StagingTest {

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "cuda"})
    void itIsOrdinaryMemoryOfTheHostWhetherOrNotItCanBePinned(String device) {
        try (Tensor staging = Staging.to(Device.parse(device), DType.F32, 4)) {
            assertEquals(Device.CPU, staging.device());
            assertArrayEquals(new long[] {4}, staging.shape());
            staging.<RuntimeException>access(0, 4, 64, (part, from) -> {
                for (int i = 0; i < 4; i++) {
                    part.putFloat(i + 0.5f);
                }
            });
            assertArrayEquals(new float[] {0.5f, 1.5f, 2.5f, 3.5f}, staging.floats());
        }
    }

    @Test
    void theProgramIsOneThatLibtorchUnderstandsEvenWhereThereIsNoCard() {
        Program program = Program.load(Staging.class, "staging.py");
        assumeFalse(Torch.hasCuda(), "there is a card");
        assertThrows(TorchException.class, () -> program.call("pinned", 4L, DType.F32.number()));
    }

    @Test
    void aCardFetchesFromMemoryThatIsPinned() {
        assumeTrue(Torch.hasCuda(), "there is no card");
        try (Tensor pinned = Program.load(Staging.class, "staging.py").call("pinned", 4L, DType.BF16.number())) {
            assertEquals(DType.BF16, pinned.dtype());
        }
    }
}
