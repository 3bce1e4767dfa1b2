// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.torch.DType;
import org.stillroom.torch.Device;
import org.stillroom.torch.Tensor;

/**
 * Random weights of a new T5, spread as transformers spreads them with {@code initializer_factor} 1, and of its
 * projection, with the variance of PyTorch's {@code nn.Linear}. Each tensor depends on the seed, its name and shape.
 */
final class FirstWeights {

    private FirstWeights() {
    }

    /** By the names of t5.py, float32 on the CPU; the caller closes them. */
    static Map<String, Tensor> random(T5Config config, long seed) {
        Map<String, Tensor> made = new HashMap<>();
        config.shapes().forEach((name, shape) -> made.put(name, tensor(name, shape, config, seed)));
        return made;
    }

    private static Tensor tensor(String name, List<Long> shape, T5Config config, long seed) {
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        if (name.endsWith("norm.weight")) {
            float[] ones = new float[Math.toIntExact(sizes[0])];
            Arrays.fill(ones, 1);
            return Tensor.of(ones, sizes);
        }
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        try (Tensor normal = Tensor.randn(seed * 1_000_003 + crc.getValue(), sizes)) {
            return DistillProgram.load().call("spread", normal, deviation(name, config));
        }
    }

    private static double deviation(String name, T5Config config) {
        double model = config.dModel();
        String matrix = name.replaceFirst("\\.weight$", "").replaceFirst(".*\\.", "");
        return switch (matrix) {
            case "shared" -> 1;
            case "q" -> 1 / Math.sqrt(model * config.dKv());
            case "k", "v", "relative_attention_bias", "wi", "wi_0", "wi_1" -> 1 / Math.sqrt(model);
            case "o" -> 1 / Math.sqrt((double) config.heads() * config.dKv());
            case "wo" -> 1 / Math.sqrt(config.dFf());
            case "0" -> 1 / Math.sqrt(3 * model);
            case "3" -> 1 / Math.sqrt(3.0 * config.embeddingWidth());
            default -> throw new IllegalArgumentException("It is not known how " + name + " starts.");
        };
    }

    /** The teacher's embeddings by their first principal components; the caller closes it. */
    static Tensor embeddings(Tensor teacher, T5Config config) {
        try (Tensor table = teacher.to(Device.CPU, DType.F32)) {
            return DistillProgram.load().call("principal", table, config.dModel());
        }
    }
}
