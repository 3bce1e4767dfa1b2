// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of an encoder of T5-XXL's size.
 *
 * @param name as transformers has it
 * @param ggml as llama.cpp has it
 * @param shape outermost first
 */
record XxlTensors(String name, String ggml, long... shape) {

    static final int WIDTH = 4096;
    static final int FEED_FORWARD = 10240;
    static final int WORDS = 32128;

    /** @param layers of its 24 */
    static List<XxlTensors> all(int layers) {
        List<XxlTensors> all = new ArrayList<>();
        all.add(new XxlTensors("shared.weight", "token_embd.weight", WORDS, WIDTH));
        for (int i = 0; i < layers; i++) {
            String attention = "encoder.block." + i + ".layer.0.";
            String feedForward = "encoder.block." + i + ".layer.1.";
            String block = "enc.blk." + i + ".";
            for (String matrix : List.of("q", "k", "v", "o")) {
                all.add(new XxlTensors(attention + "SelfAttention." + matrix + ".weight",
                        block + "attn_" + matrix + ".weight", WIDTH, WIDTH));
            }
            if (i == 0) {
                all.add(new XxlTensors(attention + "SelfAttention.relative_attention_bias.weight",
                        block + "attn_rel_b.weight", 32, 64));
            }
            all.add(new XxlTensors(attention + "layer_norm.weight", block + "attn_norm.weight", WIDTH));
            all.add(new XxlTensors(feedForward + "DenseReluDense.wi_0.weight", block + "ffn_gate.weight",
                    FEED_FORWARD, WIDTH));
            all.add(new XxlTensors(feedForward + "DenseReluDense.wi_1.weight", block + "ffn_up.weight", FEED_FORWARD,
                    WIDTH));
            all.add(new XxlTensors(feedForward + "DenseReluDense.wo.weight", block + "ffn_down.weight", WIDTH,
                    FEED_FORWARD));
            all.add(new XxlTensors(feedForward + "layer_norm.weight", block + "ffn_norm.weight", WIDTH));
        }
        all.add(new XxlTensors("encoder.final_layer_norm.weight", "enc.output_norm.weight", WIDTH));
        return all;
    }

    long count() {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        return count;
    }

    /** Whether files that are quantised have it so. */
    boolean large() {
        return shape.length == 2 && shape[1] >= WIDTH;
    }
}
