// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Shapes;
import org.stillroom.torch.formats.CheckpointException;

/**
 * SD3 and SD3.5, after diffusers' {@code SD3Transformer2DModel}.
 *
 * @param posEmbedMaxSize rows and columns of the position table, in tokens; larger pictures do not fit
 * @param qkNorm whether queries and keys are normed (SD3.5)
 * @param dualAttentionLayers blocks with a second attention, over the image alone (SD3.5 medium)
 */
public record Sd3Config(
        int patchSize,
        int inChannels,
        int numLayers,
        int attentionHeadDim,
        int numAttentionHeads,
        int jointAttentionDim,
        int pooledProjectionDim,
        int posEmbedMaxSize,
        boolean qkNorm,
        SortedSet<Integer> dualAttentionLayers)
        implements TransformerConfig {

    public Sd3Config {
        dualAttentionLayers = new TreeSet<>(dualAttentionLayers);
    }

    /** @throws CheckpointException if a value is not usable, or asks for what this program does not compute */
    public static Sd3Config read(ConfigFile file) throws CheckpointException {
        int in = file.integer("in_channels", 16, 1024);
        int out = file.integer("out_channels", in, 1024);
        if (in != out) {
            throw file.problem("in_channels is " + in + " and out_channels " + out + "; equal numbers are expected");
        }
        int head = file.integer("attention_head_dim", 64, 1024);
        int heads = file.integer("num_attention_heads", 18, 1024);
        int caption = file.integer("caption_projection_dim", 1152, 1 << 20);
        if (caption != head * heads) {
            throw file.wrong("caption_projection_dim", "num_attention_heads times attention_head_dim, " + head * heads);
        }
        String norm = file.text("qk_norm", "");
        if (!norm.isEmpty() && !norm.equals("rms_norm")) {
            throw file.unsupported("qk_norm", "only \"rms_norm\" or null");
        }
        int layers = file.integer("num_layers", 18, 1000);
        List<Integer> dual = file.integers("dual_attention_layers", List.of(), 0, layers - 1);
        return new Sd3Config(file.integer("patch_size", 2, 64), in, layers, head, heads,
                file.integer("joint_attention_dim", 4096, 1 << 20),
                file.integer("pooled_projection_dim", 2048, 1 << 20), file.integer("pos_embed_max_size", 96, 4096),
                !norm.isEmpty(), new TreeSet<>(dual));
    }

    @Override
    public String family() {
        if (!dualAttentionLayers.isEmpty()) {
            return "SD3.5 medium";
        }
        return switch ((int) innerDim()) {
            case 1536 -> qkNorm ? "SD3.5 medium" : "SD3 medium";
            case 2432 -> qkNorm ? "SD3.5 large" : "SD3";
            default -> qkNorm ? "SD3.5" : "SD3";
        };
    }

    @Override
    public int latentChannels() {
        return inChannels;
    }

    @Override
    public long innerDim() {
        return (long) attentionHeadDim * numAttentionHeads;
    }

    @Override
    public List<SortedMap<String, List<Long>>> parts() {
        Shapes shapes = new Shapes();
        long d = innerDim();
        shapes.tensor("pos_embed.proj.weight", d, inChannels, patchSize, patchSize);
        shapes.tensor("pos_embed.proj.bias", d);
        shapes.embedder("time_text_embed.timestep_embedder", 256, d);
        shapes.linear("norm_out.linear", d, 2 * d);
        shapes.linear("proj_out", d, (long) patchSize * patchSize * inChannels);
        for (int i = 0; i < numLayers; i++) {
            shapes.part();
            block(shapes, "transformer_blocks." + i + ".", dualAttentionLayers.contains(i), i == numLayers - 1);
        }
        shapes.part();
        shapes.tensor("pos_embed.pos_embed", 1, (long) posEmbedMaxSize * posEmbedMaxSize, d);
        shapes.embedder("time_text_embed.text_embedder", pooledProjectionDim, d);
        shapes.linear("context_embedder", jointAttentionDim, d);
        return shapes.parts();
    }

    private void block(Shapes shapes, String block, boolean dual, boolean last) {
        long d = innerDim();
        shapes.linear(block + "norm1.linear", d, (dual ? 9 : 6) * d);
        shapes.linear(block + "norm1_context.linear", d, (last ? 2 : 6) * d);
        shapes.projections(block + "attn.", List.of("to_q", "to_k", "to_v", "add_q_proj", "add_k_proj", "add_v_proj",
                "to_out.0"), d);
        shapes.feedForward(block + "ff", d);
        if (!last) {
            shapes.linear(block + "attn.to_add_out", d, d);
            shapes.feedForward(block + "ff_context", d);
        }
        if (qkNorm) {
            shapes.norms(block + "attn.", List.of("norm_q", "norm_k", "norm_added_q", "norm_added_k"),
                    attentionHeadDim);
        }
        if (dual) {
            shapes.projections(block + "attn2.", List.of("to_q", "to_k", "to_v", "to_out.0"), d);
            if (qkNorm) {
                shapes.norms(block + "attn2.", List.of("norm_q", "norm_k"), attentionHeadDim);
            }
        }
    }
}
