// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tensors have freed is there for the next ones, and goes back to the system when that is asked for. */
class ReturnedMemoryTest {

    private static final int COUNT = 48;
    private static final int NUMBERS = 1 << 20;
    private static final long ALL = 4L * COUNT * NUMBERS;

    /** Made and freed: tensors of 4 MiB each. */
    private static void use() {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            tensors.add(Tensor.randn(i, NUMBERS));
        }
        tensors.forEach(Tensor::close);
    }

    private static long own() {
        return ProcessMemory.own().getAsLong();
    }

    private static long withNothingKept() {
        Torch.start();
        assumeTrue(ProcessMemory.own().isPresent(), "the system does not tell");
        // compiled with the first call
        Tensor.randn(0, 16).close();
        Torch.releaseUnused();
        return own();
    }

    @Test
    void isKeptUntilItIsGivenBack() {
        long before = withNothingKept();
        use();
        long kept = own() - before;
        assertTrue(kept > ALL / 2, "kept: " + kept);
        Torch.releaseUnused();
        long left = own() - before;
        assertTrue(left < ALL / 4, "left: " + left);
    }

    @Test
    void goesBackAtOnceWhereLittleIsToBeUsed() {
        long before = withNothingKept();
        try (ReturnedMemory little = ReturnedMemory.open()) {
            use();
            long left = own() - before;
            assertTrue(left < ALL / 4, "left: " + left);
        }
    }
}
