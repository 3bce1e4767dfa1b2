// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.formats.CheckpointException;

/** The key layout of SD3's and SD3.5's original single files, by Stability AI. */
final class OriginalSd3 {

    private OriginalSd3() {}

    /**
     * The config that the shapes of the tensors tell; without norms of queries and keys the heads are taken to have 64
     * features, as in SD3.
     *
     * @throws CheckpointException if a tensor that tells is missing
     */
    static Sd3Config config(Header header) throws CheckpointException {
        List<Long> patch = header.shape("x_embedder.proj.weight", 4);
        String norm = "joint_blocks.0.x_block.attn.ln_q.weight";
        int head = header.has(norm) ? header.size(norm, 1, 0) : 64;
        int layers = header.count("joint_blocks.");
        SortedSet<Integer> dual = new TreeSet<>();
        for (int i = 0; i < layers; i++) {
            if (header.has("joint_blocks." + i + ".x_block.attn2.qkv.weight")) {
                dual.add(i);
            }
        }
        // ggml's own tools leave out a size of 1 at the beginning
        int dimensions = header.dimensions("pos_embed") == 2 ? 2 : 3;
        int positions = header.size("pos_embed", dimensions, dimensions - 2);
        return new Sd3Config(patch.get(2).intValue(), patch.get(1).intValue(), layers, head,
                (int) (patch.get(0) / head), header.size("context_embedder.weight", 2, 1),
                header.size("y_embedder.mlp.0.weight", 2, 1), (int) Math.round(Math.sqrt(positions)), header.has(norm),
                dual);
    }

    static Layout layout(String prefix, Sd3Config config) {
        Layout layout = new Layout(prefix, config.parts());
        layout.tensor("pos_embed.pos_embed", "pos_embed");
        layout.linear("pos_embed.proj", "x_embedder.proj");
        layout.linear("context_embedder", "context_embedder");
        embedder(layout, "timestep_embedder", "t_embedder");
        embedder(layout, "text_embedder", "y_embedder");
        for (int i = 0; i < config.numLayers(); i++) {
            image(layout, config, i);
            context(layout, config, i);
        }
        layout.linear("proj_out", "final_layer.linear");
        layout.swap("norm_out.linear", "final_layer.adaLN_modulation.1");
        return layout;
    }

    private static void embedder(Layout layout, String target, String source) {
        layout.linear("time_text_embed." + target + ".linear_1", source + ".mlp.0");
        layout.linear("time_text_embed." + target + ".linear_2", source + ".mlp.2");
    }

    private static void image(Layout layout, Sd3Config config, int i) {
        String target = "transformer_blocks." + i + ".";
        String source = "joint_blocks." + i + ".x_block.";
        layout.linear(target + "norm1.linear", source + "adaLN_modulation.1");
        attention(layout, config, target + "attn.", source + "attn.");
        if (config.dualAttentionLayers().contains(i)) {
            attention(layout, config, target + "attn2.", source + "attn2.");
        }
        layout.linear(target + "ff.net.0.proj", source + "mlp.fc1");
        layout.linear(target + "ff.net.2", source + "mlp.fc2");
    }

    private static void attention(Layout layout, Sd3Config config, String target, String source) {
        layout.split(source + "qkv", target, "to_q", "to_k", "to_v");
        layout.linear(target + "to_out.0", source + "proj");
        if (config.qkNorm()) {
            layout.tensor(target + "norm_q.weight", source + "ln_q.weight");
            layout.tensor(target + "norm_k.weight", source + "ln_k.weight");
        }
    }

    private static void context(Layout layout, Sd3Config config, int i) {
        String target = "transformer_blocks." + i + ".";
        String source = "joint_blocks." + i + ".context_block.";
        layout.split(source + "attn.qkv", target + "attn.", "add_q_proj", "add_k_proj", "add_v_proj");
        if (config.qkNorm()) {
            layout.tensor(target + "attn.norm_added_q.weight", source + "attn.ln_q.weight");
            layout.tensor(target + "attn.norm_added_k.weight", source + "attn.ln_k.weight");
        }
        if (i == config.numLayers() - 1) {
            layout.swap(target + "norm1_context.linear", source + "adaLN_modulation.1");
            return;
        }
        layout.linear(target + "norm1_context.linear", source + "adaLN_modulation.1");
        layout.linear(target + "attn.to_add_out", source + "attn.proj");
        layout.linear(target + "ff_context.net.0.proj", source + "mlp.fc1");
        layout.linear(target + "ff_context.net.2", source + "mlp.fc2");
    }
}
