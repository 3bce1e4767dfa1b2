// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;

/** The random inception network of fixtures/make_metrics.py: the place of a name in the sorted names is its seed. */
final class MetricWeights {

    private MetricWeights() {
    }

    /** @param named gives the name that a tensor is stored under */
    static void writeInception(Path file, UnaryOperator<String> named) throws IOException {
        Map<String, Tensor> tensors = new TreeMap<>();
        SortedMap<String, List<Long>> shapes = InceptionLayers.shapes();
        long seed = 0;
        for (Map.Entry<String, List<Long>> entry : shapes.entrySet()) {
            tensors.put(named.apply(entry.getKey()), tensor(entry.getKey(), seed, entry.getValue()));
            seed++;
        }
        SafetensorsWriter.write(file, tensors, Map.of());
        tensors.values().forEach(Tensor::close);
    }

    private static Tensor tensor(String name, long seed, List<Long> sizes) {
        long[] shape = sizes.stream().mapToLong(Long::longValue).toArray();
        float[] drawn;
        try (Tensor normal = Tensor.randn(seed, shape)) {
            drawn = normal.floats();
        }
        float inputs = (float) drawn.length / shape[0];
        for (int i = 0; i < drawn.length; i++) {
            if (name.endsWith("conv.weight")) {
                drawn[i] *= (float) Math.sqrt(2 / inputs);
            } else if (name.endsWith("bn.weight")) {
                drawn[i] = 1 + 0.1f * drawn[i];
            } else if (name.endsWith("running_var")) {
                drawn[i] = 1 + 0.1f * Math.abs(drawn[i]);
            } else {
                drawn[i] *= 0.1f;
            }
        }
        return Tensor.of(drawn, shape);
    }
}
