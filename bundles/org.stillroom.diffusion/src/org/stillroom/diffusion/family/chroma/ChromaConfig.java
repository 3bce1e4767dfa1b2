// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.chroma;

import java.util.List;
import java.util.SortedMap;
import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.family.flux.FluxBlocks;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Shapes;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Chroma, after diffusers' {@code ChromaTransformer2DModel}.
 *
 * @param inChannels features of a token: 4 a latent channel
 * @param numLayers double blocks, with a stream each for text and image
 * @param numSingleLayers single blocks, where text and image are one sequence
 * @param axesDimsRope features of a head that are rotated by each of three position axes; together the head
 * @param approximatorNumChannels features that the network of the modulation is given
 * @param approximatorHiddenDim its width
 * @param approximatorLayers its layers
 */
record ChromaConfig(
        int inChannels,
        int numLayers,
        int numSingleLayers,
        int attentionHeadDim,
        int numAttentionHeads,
        int jointAttentionDim,
        List<Integer> axesDimsRope,
        int approximatorNumChannels,
        int approximatorHiddenDim,
        int approximatorLayers)
        implements TransformerConfig {

    ChromaConfig {
        axesDimsRope = List.copyOf(axesDimsRope);
    }

    /** @throws CheckpointException if a value is not usable, or asks for what this program does not compute */
    static ChromaConfig read(ConfigFile file) throws CheckpointException {
        if (file.integer("patch_size", 1, 64) != 1) {
            throw file.unsupported("patch_size", "only 1");
        }
        int in = FluxConfig.tokenFeatures(file);
        int head = file.integer("attention_head_dim", 128, 1024);
        int channels = file.integer("approximator_num_channels", 64, 1 << 16);
        if (channels % 8 != 0) {
            throw file.wrong("approximator_num_channels", "a multiple of 8");
        }
        return new ChromaConfig(in, file.integer("num_layers", 19, 1000), file.integer("num_single_layers", 38, 1000),
                head, file.integer("num_attention_heads", 24, 1024), file.integer("joint_attention_dim", 4096, 1 << 20),
                FluxConfig.axes(file, head), channels, file.integer("approximator_hidden_dim", 5120, 1 << 20),
                file.integer("approximator_layers", 5, 1000));
    }

    @Override
    public String family() {
        return "Chroma";
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
    int blocks() {
        return numLayers + numSingleLayers;
    }

    /** Double blocks, single blocks, heads: as chroma.py takes them. */
    List<Integer> numbers() {
        return List.of(numLayers, numSingleLayers, numAttentionHeads);
    }

    /** Rows of the table that modulates all blocks and the last layer. */
    int modulations() {
        return 3 * numSingleLayers + 12 * numLayers + 2;
    }

    @Override
    public List<SortedMap<String, List<Long>>> parts() {
        Shapes shapes = new Shapes();
        long d = innerDim();
        String guidance = "distilled_guidance_layer.";
        shapes.linear("x_embedder", inChannels, d);
        shapes.linear("proj_out", d, inChannels);
        shapes.linear(guidance + "in_proj", approximatorNumChannels, approximatorHiddenDim);
        for (int i = 0; i < approximatorLayers; i++) {
            shapes.tensor(guidance + "norms." + i + ".weight", approximatorHiddenDim);
            shapes.embedder(guidance + "layers." + i, approximatorHiddenDim, approximatorHiddenDim);
        }
        shapes.linear(guidance + "out_proj", approximatorHiddenDim, d);
        for (int i = 0; i < numLayers; i++) {
            shapes.part();
            FluxBlocks.doubleBlock(shapes, i, d, attentionHeadDim);
        }
        for (int i = 0; i < numSingleLayers; i++) {
            shapes.part();
            FluxBlocks.singleBlock(shapes, i, d, attentionHeadDim);
        }
        shapes.part();
        shapes.linear("context_embedder", jointAttentionDim, d);
        return shapes.parts();
    }
}
