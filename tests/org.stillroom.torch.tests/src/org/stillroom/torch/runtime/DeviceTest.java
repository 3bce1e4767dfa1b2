// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.formats.DType;

class DeviceTest {

    @ParameterizedTest
    @CsvSource({"cpu,cpu", "CPU,cpu", "' cuda ',cuda:0", "cuda:1,cuda:1", "CUDA:12,cuda:12"})
    void readsNames(String text, String expected) {
        assertEquals(expected, Device.parse(text).toString());
    }

    @Test
    void computesInBfloat16OnCuda() {
        assertEquals(DType.F32, Device.CPU.dtype());
        assertEquals(DType.BF16, Device.parse("cuda:1").dtype());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:1x", "cpu:0", "cuda:9999999999"})
    void refusesOtherNames(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Device.parse(text)).getMessage();
        assertTrue(message.contains("cpu, cuda or cuda:N"), message);
    }

    @Test
    void saysWhatToInstallWhereThereIsNoCuda() {
        assumeFalse(Torch.hasCuda() || LibTorch.hasCuda(), "there is a CUDA device");
        Torch.check(Device.CPU);
        String message = assertThrows(TorchException.class, () -> Torch.check(Device.parse("cuda:1"))).getMessage();
        assertTrue(message.contains("cuda:1") && message.contains("releng/cuda"), message);
        assertThrows(TorchException.class, () -> Tensor.zeros(DType.F32, Device.parse("cuda"), 2));
    }

    @Test
    void tellsALibraryWithoutCudaFromADriverThatDoesNotWork() {
        Device device = Device.parse("cuda:1");
        String driver = Torch.withoutCuda(device, true);
        assertTrue(driver.contains("cuda:1") && driver.contains("driver"), driver);
        assertFalse(driver.contains("STILLROOM_LIBTORCH"), driver);
        assertTrue(Torch.withoutCuda(device, false).contains("CPU only"));
    }

    @Test
    void tellsACardThatTheLibraryHasNoCodeForFromOneThatIsNotThere() {
        Device device = Device.parse("cuda");
        String card = Torch.failed(device, "CUDA error: no kernel image is available for execution on the device"
                + "\nMore");
        assertTrue(card.contains("RTX 50") && card.contains("CUDA 12.8") && card.contains("STILLROOM_LIBTORCH"), card);
        assertFalse(card.contains("More"), card);
        String number = Torch.failed(device, "CUDA error: invalid device ordinal");
        assertTrue(number.contains("number of the device") && !number.contains("RTX"), number);
    }
}
