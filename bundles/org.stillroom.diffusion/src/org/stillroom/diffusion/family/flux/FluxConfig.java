// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import java.util.List;
import java.util.SortedMap;
import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Shapes;
import org.stillroom.torch.formats.CheckpointException;

/**
 * FLUX.1, after diffusers' {@code FluxTransformer2DModel}.
 *
 * @param inChannels features of a token: 4 a latent channel
 * @param numLayers double blocks, with a stream each for text and image
 * @param numSingleLayers single blocks, where text and image are one sequence
 * @param guidanceEmbeds whether it takes guidance: true for dev, false for schnell
 * @param axesDimsRope features of a head that are rotated by each of three position axes; together the head
 */
public record FluxConfig(
        int inChannels,
        int numLayers,
        int numSingleLayers,
        int attentionHeadDim,
        int numAttentionHeads,
        int jointAttentionDim,
        int pooledProjectionDim,
        boolean guidanceEmbeds,
        List<Integer> axesDimsRope)
        implements TransformerConfig {

    /** Of heads of 128 features, as released models have them. */
    public static final List<Integer> AXES_OF_128 = List.of(16, 56, 56);

    public FluxConfig {
        axesDimsRope = List.copyOf(axesDimsRope);
    }

    /** @throws CheckpointException if a value is not usable, or asks for what this program does not compute */
    public static FluxConfig read(ConfigFile file) throws CheckpointException {
        if (file.integer("patch_size", 1, 64) != 1) {
            throw file.unsupported("patch_size", "only 1");
        }
        int in = file.integer("in_channels", 64, 4096);
        int out = file.integer("out_channels", in, 4096);
        if (in != out) {
            throw file.problem(FluxVariant.refusal(FluxVariant.of(file),
                    "in_channels is " + in + " and out_channels " + out));
        }
        tokenFeatures(file);
        int head = file.integer("attention_head_dim", 128, 1024);
        List<Integer> axes = axes(file, head);
        return new FluxConfig(in, file.integer("num_layers", 19, 1000), file.integer("num_single_layers", 38, 1000),
                head, file.integer("num_attention_heads", 24, 1024), file.integer("joint_attention_dim", 4096, 1 << 20),
                file.integer("pooled_projection_dim", 768, 1 << 20), file.flag("guidance_embeds", false), axes);
    }

    /** Features of a token. */
    public static int tokenFeatures(ConfigFile file) throws CheckpointException {
        int in = file.integer("in_channels", 64, 4096);
        int out = file.integer("out_channels", in, 4096);
        if (in != out || in % 4 != 0) {
            throw file.problem("in_channels is " + in + " and out_channels " + out + "; equal multiples of 4 are "
                    + "expected");
        }
        return in;
    }

    /** How the features of a head are split into rotated axes. */
    public static List<Integer> axes(ConfigFile file, int head) throws CheckpointException {
        List<Integer> axes = file.integers("axes_dims_rope", AXES_OF_128, 0, 1024);
        boolean even = axes.stream().allMatch(axis -> axis % 2 == 0);
        if (axes.size() != 3 || !even || axes.stream().mapToInt(Integer::intValue).sum() != head) {
            throw file.wrong("axes_dims_rope", "three even numbers that add up to attention_head_dim, " + head);
        }
        return axes;
    }

    @Override
    public String family() {
        return guidanceEmbeds ? "FLUX.1 dev" : "FLUX.1 schnell";
    }

    @Override
    public int latentChannels() {
        return inChannels / 4;
    }

    @Override
    public int patchSize() {
        return 2;
    }

    @Override
    public long innerDim() {
        return (long) attentionHeadDim * numAttentionHeads;
    }

    /** Blocks of both kinds. */
    public int blocks() {
        return numLayers + numSingleLayers;
    }

    /** Double blocks, single blocks, heads: as flux.py takes them. */
    public List<Integer> numbers() {
        return List.of(numLayers, numSingleLayers, numAttentionHeads);
    }

    @Override
    public List<SortedMap<String, List<Long>>> parts() {
        Shapes shapes = new Shapes();
        long d = innerDim();
        shapes.linear("x_embedder", inChannels, d);
        shapes.embedder("time_text_embed.timestep_embedder", 256, d);
        shapes.linear("norm_out.linear", d, 2 * d);
        shapes.linear("proj_out", d, inChannels);
        for (int i = 0; i < numLayers; i++) {
            shapes.part();
            shapes.linear(FluxBlocks.doubleTarget(i) + "norm1.linear", d, 6 * d);
            shapes.linear(FluxBlocks.doubleTarget(i) + "norm1_context.linear", d, 6 * d);
            FluxBlocks.doubleBlock(shapes, i, d, attentionHeadDim);
        }
        for (int i = 0; i < numSingleLayers; i++) {
            shapes.part();
            shapes.linear(FluxBlocks.singleTarget(i) + "norm.linear", d, 3 * d);
            FluxBlocks.singleBlock(shapes, i, d, attentionHeadDim);
        }
        shapes.part();
        shapes.linear("context_embedder", jointAttentionDim, d);
        shapes.embedder("time_text_embed.text_embedder", pooledProjectionDim, d);
        if (guidanceEmbeds) {
            shapes.embedder("time_text_embed.guidance_embedder", 256, d);
        }
        return shapes.parts();
    }
}
