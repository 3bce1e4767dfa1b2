// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.torch.formats.DType;

/** What a run finds of memory. */
class FreeMemoryTest {

    @Test
    void noMoreIsFreeThanThereIs() {
        FreeMemory memory = FreeMemory.of(Device.CPU).orElseThrow();
        assertTrue(memory.free() > 0 && memory.free() <= memory.total(), memory.toString());
    }

    @Test
    void filePagesOfAContainerAreFreeOnce() {
        String stat = "anon 300\nfile 600\nkernel 10\ninactive_anon 7\ninactive_file 400\nactive_file 200\n";
        assertEquals(1000 - 310 + 100, FreeMemory.inContainer(1000, 100, 910, stat));
        assertEquals(1000, FreeMemory.inContainer(1000, 900, 910, stat), "never more than there is");
    }

    @Test
    void aCardIsAskedForByTheNumberThatItHasWithoutTheVariable() {
        assertEquals("1", FreeMemory.nameOfCard(1, null));
        assertEquals("3", FreeMemory.nameOfCard(0, "3, GPU-5a"));
        assertEquals("GPU-5a", FreeMemory.nameOfCard(1, "3, GPU-5a"));
    }

    @Test
    void figuresOfACardAreMebibytes() {
        assertEquals(Optional.of(new FreeMemory(7421L << 20, 8192L << 20)), FreeMemory.card("7421, 8192\n"));
        assertEquals(Optional.empty(), FreeMemory.card("No devices were found\n"));
    }

    @Test
    void whatIsAllocatedIsCountedByDevice() {
        Device other = new Device(Device.Kind.CUDA, 7);
        long before = Torch.allocatedBytes(Device.CPU);
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 1000)) {
            assertEquals(before + tensor.bytes(), Torch.allocatedBytes(Device.CPU));
            assertEquals(0, Torch.allocatedBytes(other));
        }
    }
}
