// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sizes of a T5 v1.1 encoder, as transformers' configs of google/t5-v1_1 have them.
 *
 * @param id as the command line has it
 * @param label for people
 * @param dModel features of a token inside the encoder
 * @param dFf features inside a feed-forward layer
 * @param layers number of blocks
 * @param heads attention heads of a block, of 64 features each
 * @param projected whether DistillT5's projection to the width of T5-XXL follows, as in the paper's students
 */
public record EncoderSize(String id, String label, int dModel, int dFf, int layers, int heads, boolean projected) {

    /** The paper's, smallest first. */
    public static final List<EncoderSize> ALL = List.of(
            new EncoderSize("small", "Small", 512, 1024, 8, 6, false),
            new EncoderSize("base", "Base", 768, 2048, 12, 12, false),
            new EncoderSize("base-projected", "Base, projected", 768, 2048, 12, 12, true),
            new EncoderSize("large", "Large", 1024, 2816, 24, 16, false),
            new EncoderSize("xl", "XL", 2048, 5120, 24, 32, false),
            new EncoderSize("xxl", "XXL", 4096, 10_240, 24, 64, false));

    static final int D_KV = 64;
    static final int WIDTH = 4096;
    static final int VOCABULARY = 32_128;
    static final int BUCKETS = 32;

    /** The one of this id. */
    public static Optional<EncoderSize> of(String id) {
        return ALL.stream().filter(size -> size.id().equals(id)).findFirst();
    }

    /** Numbers that it has. */
    public long parameters() {
        return tensors().values().stream().mapToLong(shape -> {
            long count = 1;
            for (long side : shape) {
                count *= side;
            }
            return count;
        }).sum();
    }

    /** Shapes of its tensors, by the names that transformers and DistillT5 store them under. */
    Map<String, long[]> tensors() {
        String encoder = projected ? "encoder." : "";
        long inner = (long) heads * D_KV;
        Map<String, long[]> tensors = new LinkedHashMap<>();
        tensors.put(encoder + "shared.weight", new long[] {VOCABULARY, dModel});
        for (int i = 0; i < layers; i++) {
            String attention = encoder + "encoder.block." + i + ".layer.0.";
            for (String name : List.of("q", "k", "v")) {
                tensors.put(attention + "SelfAttention." + name + ".weight", new long[] {inner, dModel});
            }
            tensors.put(attention + "SelfAttention.o.weight", new long[] {dModel, inner});
            if (i == 0) {
                tensors.put(attention + "SelfAttention.relative_attention_bias.weight", new long[] {BUCKETS, heads});
            }
            tensors.put(attention + "layer_norm.weight", new long[] {dModel});
            String feedForward = encoder + "encoder.block." + i + ".layer.1.";
            tensors.put(feedForward + "DenseReluDense.wi_0.weight", new long[] {dFf, dModel});
            tensors.put(feedForward + "DenseReluDense.wi_1.weight", new long[] {dFf, dModel});
            tensors.put(feedForward + "DenseReluDense.wo.weight", new long[] {dModel, dFf});
            tensors.put(feedForward + "layer_norm.weight", new long[] {dModel});
        }
        tensors.put(encoder + "encoder.final_layer_norm.weight", new long[] {dModel});
        if (projected) {
            tensors.put("final_projection.0.weight", new long[] {WIDTH, dModel});
            tensors.put("final_projection.3.weight", new long[] {WIDTH, WIDTH});
        }
        return tensors;
    }
}
