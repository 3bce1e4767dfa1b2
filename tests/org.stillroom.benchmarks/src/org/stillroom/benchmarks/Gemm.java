// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import java.util.Map;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** How fast this libtorch multiplies matrices of a size, and nothing else: what no model can be faster than. */
final class Gemm {

    private static final double LEAST_SECONDS = 0.5;
    private static final int LEAST_TURNS = 5;

    private Gemm() {}

    /**
     * The shortest time of a linear layer in float32.
     *
     * @param rows that it is given
     * @param in numbers of a row
     * @param out numbers of a row of the result
     */
    static double seconds(long rows, long in, long out) {
        Program program = Program.load(VaeConfig.LIBRARY);
        double best = Double.POSITIVE_INFINITY;
        try (Tensor x = Tensor.randn(1, 1, rows, in);
                Weights weights = Weights.of(Map.of("peak.weight", Tensor.randn(2, out, in)))) {
            long begin = System.nanoTime();
            for (int i = 0; i < LEAST_TURNS || System.nanoTime() - begin < LEAST_SECONDS * 1e9; i++) {
                long start = System.nanoTime();
                program.call("linear", x, weights, "peak", 0, rows).close();
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
            }
        }
        return best;
    }
}
