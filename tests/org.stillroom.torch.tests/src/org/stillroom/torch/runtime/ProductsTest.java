// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.formats.DType;

/** Products of matrices by the library that is quicker on some processors; all processors can compute with it. */
class ProductsTest {

    private final Program program = Program.load(ProductsTest.class, "products.py",
            new Program.Library("onednn", Program.class, "machine_onednn.py"));

    @ParameterizedTest
    @CsvSource({"0, 64, 3", "1, 64, 3", "127, 64, 3", "128, 64, 3", "77, 768, 40", "1, 10000, 1", "33, 257, 129"})
    void areTheSameByBoth(long rows, long width, long out) {
        try (Tensor x = Tensor.randn(1, rows, width); Tensor m = Tensor.randn(2, out, width);
                Tensor bias = Tensor.randn(3, out)) {
            for (List<Tensor> biases : List.of(List.<Tensor>of(), List.of(bias))) {
                List<Tensor> all = program.callList("all", x, m, biases);
                assertArrayEquals(new long[] {rows, out}, all.get(0).shape());
                float[] expected = all.get(2).floats();
                float digit = 1e-5f * (float) Math.sqrt(width);
                assertArrayEquals(expected, all.get(0).floats(), digit);
                assertArrayEquals(expected, all.get(1).floats(), digit);
                all.forEach(Tensor::close);
            }
        }
    }

    @Test
    void keepTheFirstDimensions() {
        try (Tensor x = Tensor.randn(1, 2, 77, 64); Tensor m = Tensor.randn(2, 5, 64)) {
            List<Tensor> all = program.callList("all", x, m, List.of());
            assertArrayEquals(new long[] {2, 77, 5}, all.get(0).shape());
            assertArrayEquals(all.get(2).floats(), all.get(0).floats(), 1e-4f);
            all.forEach(Tensor::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void followGradientsOfEachArgument(int count) {
        try (Tensor x = Tensor.randn(1, count, 64); Tensor m = Tensor.randn(2, 5, 64);
                Tensor bias = Tensor.randn(3, 5)) {
            List<Tensor> gradients = program.train("gradients", x, m, bias);
            float[] ofRow = new float[64];
            float[] ofColumn = new float[64];
            float[] matrix = m.floats();
            float[] rows = x.floats();
            for (int i = 0; i < matrix.length; i++) {
                ofRow[i % 64] += matrix[i];
            }
            for (int i = 0; i < rows.length; i++) {
                ofColumn[i % 64] += rows[i];
            }
            assertArrayEquals(ofRow, Arrays.copyOf(gradients.get(0).floats(), 64), 1e-4f);
            assertArrayEquals(ofColumn, Arrays.copyOf(gradients.get(1).floats(), 64), 1e-3f);
            assertArrayEquals(new float[] {count, count, count, count, count}, gradients.get(2).floats(), 1e-4f);
            gradients.forEach(Tensor::close);
        }
    }

    @Test
    void ofSizesThatDoNotFitAreRefusedWithTheSizes() {
        try (Tensor x = Tensor.randn(1, 200, 64); Tensor m = Tensor.randn(2, 5, 63)) {
            TorchException e = assertThrows(TorchException.class, () -> program.callList("all", x, m, List.of()));
            assertTrue(e.getMessage().contains("64") && e.getMessage().contains("63"), e.getMessage());
        }
    }

    @Test
    void ofOtherNumbersAreMadeAsEver() {
        try (Tensor x = Tensor.randn(1, 200, 64); Tensor m = Tensor.randn(2, 5, 64);
                Tensor halfX = x.to(Device.CPU, DType.BF16); Tensor halfM = m.to(Device.CPU, DType.BF16)) {
            List<Tensor> all = program.callList("all", halfX, halfM, List.of());
            assertEquals(DType.BF16, all.get(0).dtype());
            all.forEach(Tensor::close);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 256, 256, 64, 0", "2, 2, 300, 301, 48, 1", "1, 1, 2000, 1500, 16, 0", "1, 2, 77, 77, 64, 1"})
    void attendTheSameByBoth(long rows, long heads, long queries, long keys, long width, double scale) {
        try (Tensor q = heads(1, rows, queries, heads, width); Tensor k = heads(2, rows, keys, heads, width);
                Tensor v = heads(3, rows, keys, heads, width); Tensor forAll = Tensor.randn(4, 1, heads, queries, keys);
                Tensor forEach = Tensor.randn(5, rows, 1, queries, keys)) {
            for (List<Tensor> masks : List.of(List.<Tensor>of(), List.of(forAll), List.of(forEach))) {
                List<Tensor> all = program.callList("attention", q, k, v, masks, scale);
                float[] expected = all.get(2).floats();
                assertArrayEquals(expected, all.get(0).floats(), 1e-4f);
                assertArrayEquals(expected, all.get(1).floats(), 1e-4f);
                all.forEach(Tensor::close);
            }
        }
    }

    /** Those of a picture: its heads lie side by side. */
    private Tensor heads(long seed, long rows, long tokens, long heads, long width) {
        try (Tensor flat = Tensor.randn(seed, rows, tokens, heads, width)) {
            return program.call("heads", flat);
        }
    }
}
