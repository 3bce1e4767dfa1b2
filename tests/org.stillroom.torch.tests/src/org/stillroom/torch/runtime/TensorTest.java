// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;

class TensorTest {

    @Test
    void keepsElementsShapeAndType() {
        try (Tensor floats = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
                Tensor longs = Tensor.of(new long[] {1L << 40, -1}, 2);
                Tensor bytes = Tensor.of(new byte[] {0, (byte) 200}, 1, 2);
                Tensor scalar = Tensor.of(new float[] {7})) {
            assertArrayEquals(new long[] {2, 3}, floats.shape());
            assertEquals(3, floats.size(-1));
            assertEquals(2, floats.size(0));
            assertEquals(6, floats.count());
            assertEquals(24, floats.bytes());
            assertEquals("F32[2, 3] on cpu", floats.toString());
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, floats.floats());
            assertArrayEquals(new long[] {1L << 40, -1}, longs.longs());
            assertEquals(DType.U8, bytes.dtype());
            assertArrayEquals(new long[] {0, 200}, bytes.longs());
            assertArrayEquals(new long[0], scalar.shape());
            assertArrayEquals(new float[] {7}, scalar.floats());
        }
    }

    @Test
    void refusesElementsThatDoNotFillTheShape() {
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[5], 2, 3));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[6], -2, -3));
        assertThrows(ArithmeticException.class, () -> Tensor.of(new float[1], 1L << 40, 1L << 40));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void everyTypeHasZeros(DType dtype) {
        try (Tensor zeros = Tensor.zeros(dtype, Device.CPU, 2, 2)) {
            assertEquals(dtype, zeros.dtype());
            assertEquals(4L * dtype.size(), zeros.bytes());
            assertArrayEquals(new float[4], zeros.floats());
            assertTrue(zeros.finite());
        }
    }

    /** Conversions as PyTorch does them, from golden.safetensors. */
    @ParameterizedTest
    @ValueSource(strings = {"f16", "bf16", "f64", "f8_e4m3", "f8_e5m2"})
    void convertsAsPyTorch(String type, @TempDir Path folder) throws Exception {
        SortedMap<String, Tensor> golden = WeightLoader.readAll(Fixtures.resource(folder, "golden.safetensors"));
        try {
            Tensor expected = golden.get("values." + type);
            assertArrayEquals(golden.get("back." + type).floats(), expected.floats());
            if (!type.equals("f8_e4m3")) {
                try (Tensor converted = golden.get("values.f32").to(Device.CPU, expected.dtype())) {
                    assertEquals(expected.dtype(), converted.dtype());
                    assertArrayEquals(expected.floats(), converted.floats());
                }
            }
        } finally {
            golden.values().forEach(Tensor::close);
        }
    }

    /**
     * What PyTorch's generator gives, from golden.safetensors: up to fifteen numbers bit for bit. More are made in
     * blocks, with approximations of log, sin and cos that only processors with AVX2 use: on others the last digits of
     * a number of up to 6 times the cosine of an angle of up to 2 pi differ. Wrong numbers have nothing in common.
     */
    @Test
    void randomNumbersAreThoseOfPyTorch(@TempDir Path folder) throws Exception {
        SortedMap<String, Tensor> golden = WeightLoader.readAll(Fixtures.resource(folder, "golden.safetensors"));
        int compared = 0;
        for (Map.Entry<String, Tensor> entry : golden.entrySet()) {
            String[] name = entry.getKey().split("\\.");
            if (name[0].equals("randn")) {
                long[] shape = Arrays.stream(name[2].split("x")).mapToLong(Long::parseLong).toArray();
                try (Tensor random = Tensor.randn(Long.parseUnsignedLong(name[1]), shape)) {
                    float[] numbers = random.floats();
                    if (numbers.length < 16) {
                        assertArrayEquals(entry.getValue().floats(), numbers, entry.getKey());
                    } else {
                        assertArrayEquals(entry.getValue().floats(), numbers, 4e-6f, entry.getKey());
                    }
                    compared++;
                }
            }
        }
        golden.values().forEach(Tensor::close);
        assertEquals(56, compared);
    }

    @Test
    void randomNumbersDoNotDependOnOtherThreads() throws Exception {
        float[][] results = new float[8][];
        Thread[] threads = new Thread[results.length];
        for (int i = 0; i < threads.length; i++) {
            int index = i;
            threads[i] = new Thread(() -> {
                for (int round = 0; round < 20; round++) {
                    try (Tensor random = Tensor.randn(7, 1000)) {
                        results[index] = random.floats();
                    }
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (float[] result : results) {
            assertArrayEquals(results[0], result);
        }
    }

    @Test
    void reshapesSlicesAndJoins() {
        try (Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
                Tensor flat = x.reshape(-1);
                Tensor columns = x.slice(-1, 1, 3);
                Tensor rows = x.slice(0, 1, 2);
                Tensor joined = Tensor.cat(0, List.of(rows, x));
                Tensor wide = Tensor.cat(-1, List.of(x, columns))) {
            assertArrayEquals(new long[] {6}, flat.shape());
            assertArrayEquals(new float[] {2, 3, 5, 6}, columns.floats());
            assertArrayEquals(new float[] {4, 5, 6, 1, 2, 3, 4, 5, 6}, joined.floats());
            assertArrayEquals(new float[] {1, 2, 3, 2, 3, 4, 5, 6, 5, 6}, wide.floats());
            assertThrows(TorchException.class, () -> x.reshape(4));
            assertThrows(IndexOutOfBoundsException.class, () -> x.slice(0, 1, 3));
            assertThrows(TorchException.class, () -> Tensor.cat(0, List.of(x, flat)));
        }
    }

    @Test
    void resultsAreIndependent() {
        Tensor x = Tensor.of(new float[] {1, 2}, 2);
        Tensor y = x.reshape(1, 2);
        Tensor z = x.to(Device.CPU, DType.F32);
        x.close();
        assertArrayEquals(new float[] {1, 2}, y.floats());
        assertArrayEquals(new float[] {1, 2}, z.floats());
        y.close();
        z.close();
    }

    @Test
    void noticesWhatIsNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            try (Tensor x = Tensor.of(new float[] {1, bad}, 2); Tensor half = x.to(Device.CPU, DType.BF16)) {
                assertFalse(x.finite());
                assertFalse(half.finite());
            }
        }
        try (Tensor x = Tensor.of(new float[] {1, Float.MAX_VALUE}, 2); Tensor none = Tensor.of(new float[0], 0)) {
            assertTrue(x.finite());
            assertTrue(none.finite());
        }
    }

    @Test
    void aClosedTensorThrows() {
        Tensor x = Tensor.of(new float[] {1}, 1);
        x.close();
        x.close();
        assertThrows(IllegalStateException.class, x::floats);
        assertThrows(IllegalStateException.class, x::finite);
        assertThrows(IllegalStateException.class, () -> x.to(Device.CPU, DType.F16));
        assertThrows(IllegalStateException.class, () -> Tensor.cat(0, List.of(x)));
        assertThrows(IllegalStateException.class, () -> Weights.of(Map.of("x", x)));
    }

    @Test
    void livingMemoryIsCounted() {
        long before = Torch.allocatedBytes();
        try (Tensor x = Tensor.zeros(DType.F16, Device.CPU, 1000)) {
            assertEquals(before + 2000, Torch.allocatedBytes());
            try (Tensor y = x.to(Device.CPU, DType.F32)) {
                assertEquals(4000, y.bytes());
                assertEquals(before + 6000, Torch.allocatedBytes());
            }
        }
        assertEquals(before, Torch.allocatedBytes());
    }

    @Test
    void aForgottenTensorIsFreed() throws Exception {
        long before = Torch.allocatedBytes();
        Tensor.zeros(DType.F32, Device.CPU, 1_000_000);
        for (int i = 0; i < 100 && Torch.allocatedBytes() > before; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(before, Torch.allocatedBytes());
    }
}
