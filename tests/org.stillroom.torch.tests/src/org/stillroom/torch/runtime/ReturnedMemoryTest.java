// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillroom.torch.Fixtures;

/**
 * What tensors have freed is there for the next ones, and goes back to the system when that is asked for. Each is a
 * process of its own: where others have freed memory before, it is used again, and goes back later.
 */
class ReturnedMemoryTest {

    private static final int COUNT = 48;
    private static final int NUMBERS = 1 << 20;
    private static final long ALL = 4L * COUNT * NUMBERS;

    /** @param arguments {@code kept} or {@code returned}: how memory is used; prints what is left, in bytes */
    public static void main(String[] arguments) {
        Torch.start();
        // compiled with the first call
        Tensor.randn(0, 16).close();
        Torch.releaseUnused();
        long before = ProcessMemory.own().getAsLong();
        if (arguments[0].equals("kept")) {
            use();
            System.out.println(ProcessMemory.own().getAsLong() - before);
            Torch.releaseUnused();
        } else {
            try (ReturnedMemory little = ReturnedMemory.open()) {
                use();
            }
        }
        System.out.println(ProcessMemory.own().getAsLong() - before);
    }

    /** Made and freed: tensors of 4 MiB each. */
    private static void use() {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            tensors.add(Tensor.randn(i, NUMBERS));
        }
        tensors.forEach(Tensor::close);
    }

    private static List<Long> left(String how) throws Exception {
        assumeTrue(ProcessMemory.own().isPresent(), "the system does not tell");
        Fixtures.Outcome outcome = Fixtures.java(ReturnedMemoryTest.class, List.of(), how);
        assertEquals(0, outcome.exitCode(), outcome.output());
        return outcome.output().lines().filter(line -> line.matches("-?\\d+")).map(Long::valueOf).toList();
    }

    @Test
    void isKeptUntilItIsGivenBack() throws Exception {
        List<Long> left = left("kept");
        assertTrue(left.get(0) > ALL / 2, "kept: " + left);
        assertTrue(left.get(1) < ALL / 4, "left: " + left);
    }

    @Test
    void goesBackAtOnceWhereLittleIsToBeUsed() throws Exception {
        List<Long> left = left("returned");
        assertTrue(left.get(0) < ALL / 4, "left: " + left);
    }
}
