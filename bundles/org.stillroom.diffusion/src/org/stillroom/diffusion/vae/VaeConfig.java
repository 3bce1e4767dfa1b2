// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Program;

/**
 * The architecture of an AutoencoderKL, by the names of diffusers' config.json.
 *
 * @param latentChannels channels of the latent, 16 for FLUX and SD3
 * @param blockOutChannels channels at full size, half, quarter and eighth
 * @param layersPerBlock resnets in a block of the encoder; a block of the decoder has one more
 * @param normNumGroups groups of every group norm
 * @param scalingFactor latents in diffusion space = (mean - shiftFactor) * scalingFactor
 * @param shiftFactor see scalingFactor
 * @param useQuantConv a 1x1 convolution after the encoder
 * @param usePostQuantConv a 1x1 convolution before the decoder
 * @param midBlockAddAttention attention between the middle resnets
 */
public record VaeConfig(
        int latentChannels,
        List<Integer> blockOutChannels,
        int layersPerBlock,
        int normNumGroups,
        double scalingFactor,
        double shiftFactor,
        boolean useQuantConv,
        boolean usePostQuantConv,
        boolean midBlockAddAttention) {

    /** What computes it. */
    public static final Program.Library LIBRARY =
            new Program.Library("vae", VaeConfig.class, "vae.py", Blocks.LIBRARY);

    /** Pixels of a picture along one latent pixel. */
    public static final int SCALE = 8;

    public VaeConfig {
        blockOutChannels = List.copyOf(blockOutChannels);
    }

    /** The same, scaling and shifting as somebody's autoencoder. */
    VaeConfig as(LatentSpace space) {
        return new VaeConfig(latentChannels, blockOutChannels, layersPerBlock, normNumGroups, space.scalingFactor(),
                space.shiftFactor(), useQuantConv, usePostQuantConv, midBlockAddAttention);
    }

    /** Channels at an eighth of the size. */
    int deepest() {
        return blockOutChannels.get(blockOutChannels.size() - 1);
    }

    /** Shapes of all weights by diffusers' names. */
    public SortedMap<String, List<Long>> shapes() {
        SortedMap<String, List<Long>> shapes = new TreeMap<>();
        VaeTensors.encoder(this).forEach(shapes::putAll);
        VaeTensors.decoder(this).forEach(shapes::putAll);
        return shapes;
    }

    /**
     * Numbers that are in memory at most while a picture is decoded: what goes into a resnet, what is in its middle and
     * what comes out, where that is largest.
     *
     * @param width of the picture
     */
    long decodeElements(long width, long height) {
        long most = 0;
        int in = deepest();
        long pixels = width * height / (SCALE * SCALE);
        for (int i = blockOutChannels.size() - 1; i >= 0; i--) {
            int out = blockOutChannels.get(i);
            most = Math.max(most, pixels * (in + out + (in == out ? 0 : out)));
            if (i > 0) {
                most = Math.max(most, pixels * out + 4 * pixels * out);
                pixels *= 4;
            }
            in = out;
        }
        return most;
    }

    /** Blocks of the decoder that are computed whole where the others are computed in tiles: those of few pixels. */
    int wholeBlocks() {
        return blockOutChannels.size() - 2;
    }

    /**
     * Numbers that are in memory at most while a picture is decoded in tiles: the picture that is half as large, and
     * what a block makes of it.
     */
    long tiledElements(long width, long height) {
        int blocks = blockOutChannels.size();
        long pixels = width * height / (SCALE * SCALE);
        long most = 0;
        for (int i = 0; i < blocks; i++) {
            int in = blockOutChannels.get(blocks - Math.max(i, 1));
            int out = blockOutChannels.get(blocks - 1 - i);
            if (i < wholeBlocks()) {
                most = Math.max(most, pixels * (in + out + (in == out ? 0 : out)));
            } else {
                most = Math.max(most, pixels / 4 * in + pixels * out);
            }
            if (i < wholeBlocks() - 1) {
                most = Math.max(most, 5 * pixels * out);
            }
            pixels *= 4;
        }
        return most;
    }

    /** The same while a picture is encoded. */
    long encodeElements(long width, long height) {
        long most = 0;
        int in = blockOutChannels.getFirst();
        long pixels = width * height;
        for (int out : blockOutChannels) {
            most = Math.max(most, pixels * (in + out + (in == out ? 0 : out)));
            pixels /= 4;
            in = out;
        }
        return most;
    }

    /** @throws CheckpointException if the file describes something else than a usable AutoencoderKL */
    static VaeConfig of(ConfigFile file) throws CheckpointException {
        if (!file.text("act_fn", "silu").equals("silu")) {
            throw file.unsupported("act_fn", "only \"silu\"");
        }
        for (String key : List.of("in_channels", "out_channels")) {
            if (file.integer(key, 3) != 3) {
                throw file.unsupported(key, "only 3");
            }
        }
        requireAll(file, "down_block_types", "DownEncoderBlock2D");
        requireAll(file, "up_block_types", "UpDecoderBlock2D");
        if (file.has("latents_mean") || file.has("latents_std")) {
            throw file.problem("latents_mean and latents_std are set, which is not supported; scaling_factor and "
                    + "shift_factor are");
        }
        VaeConfig config = new VaeConfig(
                file.integer("latent_channels", 4, 256),
                file.integers("block_out_channels", List.of(), 1, 8192),
                file.integer("layers_per_block", 1, 16),
                file.integer("norm_num_groups", 32, 8192),
                file.number("scaling_factor", 0.18215),
                file.number("shift_factor", 0),
                file.flag("use_quant_conv", true),
                file.flag("use_post_quant_conv", true),
                file.flag("mid_block_add_attention", true));
        config.check(file);
        return config;
    }

    private static void requireAll(ConfigFile file, String key, String expected) throws CheckpointException {
        for (JsonNode block : file.json().path(key)) {
            if (!block.asText().equals(expected)) {
                throw file.unsupported(key, "only \"" + expected + "\"");
            }
        }
    }

    private void check(ConfigFile file) throws CheckpointException {
        if (blockOutChannels.size() != 4) {
            throw file.problem("block_out_channels has " + blockOutChannels.size()
                    + " entries; 4 are expected, for latents of an eighth of the picture's size");
        }
        for (int channels : blockOutChannels) {
            if (channels % normNumGroups != 0) {
                throw file.problem("norm_num_groups is " + normNumGroups + ", which does not divide the "
                        + channels + " in block_out_channels");
            }
        }
        if (scalingFactor == 0) {
            throw file.problem("scaling_factor is 0");
        }
    }
}
