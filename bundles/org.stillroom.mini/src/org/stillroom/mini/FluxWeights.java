// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

/**
 * Random weights of the transformer; the sizes are those in its config.json. They are scaled so that the text steers
 * and the noise matters little: image tokens then differ by their place, through the rotary embedding, and the picture
 * gets broad shapes that change with the prompt.
 */
final class FluxWeights {

    private static final int WIDTH = 128;
    private static final int HEAD = 32;
    private static final int TEXT = 96;
    private static final int POOLED = 64;
    private static final int CHANNELS = 64;

    private final RandomWeights w;

    private FluxWeights(RandomWeights w) {
        this.w = w;
    }

    static RandomWeights transformer(long seed) {
        RandomWeights w = new RandomWeights("transformer", seed);
        new FluxWeights(w).all();
        return w;
    }

    private void all() {
        w.linear("x_embedder", WIDTH, CHANNELS, 0.15);
        w.linear("context_embedder", WIDTH, TEXT, 1);
        embedder("timestep_embedder", 256);
        embedder("guidance_embedder", 256);
        embedder("text_embedder", POOLED);
        for (int i = 0; i < 2; i++) {
            pairBlock("transformer_blocks." + i + ".");
        }
        for (int i = 0; i < 4; i++) {
            singleBlock("single_transformer_blocks." + i + ".");
        }
        w.linear("norm_out.linear", 2 * WIDTH, WIDTH, 0.3);
        // A token is a patch of 2 x 2 latent pixels; alike ones do not show as a grid.
        w.groupedLinear("proj_out", CHANNELS, WIDTH, 4, 3.2);
    }

    private void embedder(String name, int in) {
        w.linear("time_text_embed." + name + ".linear_1", WIDTH, in, 1);
        w.linear("time_text_embed." + name + ".linear_2", WIDTH, WIDTH, 1);
    }

    private void pairBlock(String block) {
        w.linear(block + "norm1.linear", 6 * WIDTH, WIDTH, 1);
        w.linear(block + "norm1_context.linear", 6 * WIDTH, WIDTH, 1);
        for (String matrix : new String[] {"to_q", "to_k", "to_v", "add_q_proj", "add_k_proj", "add_v_proj",
            "to_out.0", "to_add_out"}) {
            w.linear(block + "attn." + matrix, WIDTH, WIDTH, 1);
        }
        for (String norm : new String[] {"norm_q", "norm_k", "norm_added_q", "norm_added_k"}) {
            sharp(block + "attn." + norm);
        }
        for (String feedForward : new String[] {"ff", "ff_context"}) {
            w.linear(block + feedForward + ".net.0.proj", 4 * WIDTH, WIDTH, 1);
            w.linear(block + feedForward + ".net.2", WIDTH, 4 * WIDTH, 1);
        }
    }

    private void singleBlock(String block) {
        w.linear(block + "norm.linear", 3 * WIDTH, WIDTH, 1);
        for (String matrix : new String[] {"to_q", "to_k", "to_v"}) {
            w.linear(block + "attn." + matrix, WIDTH, WIDTH, 1);
        }
        sharp(block + "attn.norm_q");
        sharp(block + "attn.norm_k");
        w.linear(block + "proj_mlp", 4 * WIDTH, WIDTH, 1);
        w.linear(block + "proj_out", WIDTH, 5 * WIDTH, 1);
    }

    /** A larger weight on queries and keys lets attention choose instead of averaging. */
    private void sharp(String name) {
        w.constant(name + ".weight", 1.8f, HEAD);
    }
}
