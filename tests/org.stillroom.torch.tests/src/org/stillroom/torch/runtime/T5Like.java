// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.stillroom.torch.Fixtures;

/** A small encoder as in T5, with random weights, called block by block as the real models are. */
final class T5Like implements AutoCloseable {

    private final Program program = Program.load(Fixtures.class, "probe.py");
    private final Weights weights;
    private final int layers;
    private final int heads;
    private final int width;

    T5Like(int layers, int width, int heads) {
        this.layers = layers;
        this.heads = heads;
        this.width = width;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < layers; i++) {
            String p = "block." + i + ".";
            for (String name : new String[] {"norm", "ff"}) {
                put(tensors, p + name, width);
            }
            for (String name : new String[] {"q", "k", "v", "o"}) {
                put(tensors, p + name, width, width);
            }
            put(tensors, p + "wi_0", 2L * width, width);
            put(tensors, p + "wi_1", 2L * width, width);
            put(tensors, p + "wo", width, 2L * width);
        }
        weights = Weights.of(tensors);
        tensors.values().forEach(Tensor::close);
    }

    private void put(Map<String, Tensor> tensors, String name, long... shape) {
        try (Tensor random = Tensor.randn(tensors.size(), shape)) {
            tensors.put(name + ".weight", program.call("scale", random, 0.05));
        }
    }

    /** Hidden states [1, tokens, width] after the last block; the caller closes them. */
    Tensor encode(long seed, int tokens) {
        Tensor hiddenStates = Tensor.randn(seed, 1, tokens, width);
        for (int i = 0; i < layers; i++) {
            try (Tensor before = hiddenStates) {
                hiddenStates = program.call("block", before, weights, i, heads);
            }
        }
        return hiddenStates;
    }

    @Override
    public void close() {
        weights.close();
    }
}
