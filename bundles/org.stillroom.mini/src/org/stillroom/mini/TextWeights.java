// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

/** Random weights of the text encoders; the sizes are those in their config.json. */
final class TextWeights {

    private static final int T5_VOCABULARY = 512;
    private static final int HEAD = 16;

    private TextWeights() {}

    static RandomWeights clip(long seed) {
        RandomWeights w = new RandomWeights("text_encoder", seed);
        int width = 64;
        w.normal("text_model.embeddings.token_embedding.weight", 0, 1, 1024, width);
        w.normal("text_model.embeddings.position_embedding.weight", 0, 0.5, 77, width);
        for (int i = 0; i < 2; i++) {
            String layer = "text_model.encoder.layers." + i + ".";
            w.norm(layer + "layer_norm1", width);
            w.norm(layer + "layer_norm2", width);
            for (String matrix : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
                w.linear(layer + "self_attn." + matrix, width, width, 1.5);
            }
            w.linear(layer + "mlp.fc1", 4 * width, width, 1);
            w.linear(layer + "mlp.fc2", width, 4 * width, 1.5);
        }
        w.norm("text_model.final_layer_norm", width);
        return w;
    }

    static RandomWeights t5(long seed) {
        RandomWeights w = new RandomWeights("text_encoder_2", seed);
        t5(w, "", 96, 256, 6, 4);
        return w;
    }

    static RandomWeights student(long seed) {
        RandomWeights w = new RandomWeights("students/small", seed);
        t5(w, "encoder.", 48, 128, 3, 2);
        w.normal("final_projection.0.weight", 0, 1 / Math.sqrt(48), 96, 48);
        // The layer between, ReLU, halves the mean square.
        w.normal("final_projection.3.weight", 0, Math.sqrt(2. / 96), 96, 96);
        return w;
    }

    private static void t5(RandomWeights w, String prefix, int width, int hidden, int heads, int layers) {
        w.normal(prefix + "shared.weight", 0, 1, T5_VOCABULARY, width);
        int inner = heads * HEAD;
        for (int i = 0; i < layers; i++) {
            String attention = prefix + "encoder.block." + i + ".layer.0.";
            w.constant(attention + "layer_norm.weight", 1, width);
            // T5 does not scale its scores, so its queries are small instead.
            w.normal(attention + "SelfAttention.q.weight", 0, 2 / Math.sqrt(width * HEAD), inner, width);
            w.normal(attention + "SelfAttention.k.weight", 0, 1 / Math.sqrt(width), inner, width);
            w.normal(attention + "SelfAttention.v.weight", 0, 1 / Math.sqrt(width), inner, width);
            w.normal(attention + "SelfAttention.o.weight", 0, 1 / Math.sqrt(inner), width, inner);
            if (i == 0) {
                w.normal(attention + "SelfAttention.relative_attention_bias.weight", 0, 0.5, 32, heads);
            }
            String feedForward = prefix + "encoder.block." + i + ".layer.1.";
            w.constant(feedForward + "layer_norm.weight", 1, width);
            w.normal(feedForward + "DenseReluDense.wi_0.weight", 0, 1 / Math.sqrt(width), hidden, width);
            w.normal(feedForward + "DenseReluDense.wi_1.weight", 0, 1 / Math.sqrt(width), hidden, width);
            w.normal(feedForward + "DenseReluDense.wo.weight", 0, 1 / Math.sqrt(hidden), width, hidden);
        }
        w.constant(prefix + "encoder.final_layer_norm.weight", 1, width);
    }
}
