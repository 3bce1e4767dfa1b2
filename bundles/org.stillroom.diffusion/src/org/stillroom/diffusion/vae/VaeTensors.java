// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names (diffusers' layout) and shapes of every tensor of an AutoencoderKL. */
final class VaeTensors {

    private final VaeConfig config;
    private final List<SortedMap<String, List<Long>>> parts = new ArrayList<>();

    private VaeTensors(VaeConfig config) {
        this.config = config;
        next();
    }

    /** Parts: into the first block, each block, and the rest. */
    static List<SortedMap<String, List<Long>>> encoder(VaeConfig config) {
        VaeTensors tensors = new VaeTensors(config);
        List<Integer> channels = config.blockOutChannels();
        tensors.conv("encoder.conv_in.", channels.get(0), 3, 3);
        int in = channels.get(0);
        for (int i = 0; i < channels.size(); i++) {
            tensors.next();
            String block = "encoder.down_blocks." + i + ".";
            int out = channels.get(i);
            tensors.resnets(block, config.layersPerBlock(), in, out);
            if (i < channels.size() - 1) {
                tensors.conv(block + "downsamplers.0.conv.", out, out, 3);
            }
            in = out;
        }
        tensors.next();
        tensors.middle("encoder.mid_block.");
        tensors.norm("encoder.conv_norm_out.", in);
        int posterior = 2 * config.latentChannels();
        tensors.conv("encoder.conv_out.", posterior, in, 3);
        if (config.useQuantConv()) {
            tensors.conv("quant_conv.", posterior, posterior, 1);
        }
        return tensors.parts;
    }

    /** Parts: into the first block, each block, and the rest. */
    static List<SortedMap<String, List<Long>>> decoder(VaeConfig config) {
        VaeTensors tensors = new VaeTensors(config);
        List<Integer> channels = config.blockOutChannels();
        int latent = config.latentChannels();
        if (config.usePostQuantConv()) {
            tensors.conv("post_quant_conv.", latent, latent, 1);
        }
        int in = config.deepest();
        tensors.conv("decoder.conv_in.", in, latent, 3);
        tensors.middle("decoder.mid_block.");
        for (int i = 0; i < channels.size(); i++) {
            tensors.next();
            String block = "decoder.up_blocks." + i + ".";
            int out = channels.get(channels.size() - 1 - i);
            tensors.resnets(block, config.layersPerBlock() + 1, in, out);
            if (i < channels.size() - 1) {
                tensors.conv(block + "upsamplers.0.conv.", out, out, 3);
            }
            in = out;
        }
        tensors.next();
        tensors.norm("decoder.conv_norm_out.", in);
        tensors.conv("decoder.conv_out.", 3, in, 3);
        return tensors.parts;
    }

    private void next() {
        parts.add(new TreeMap<>());
    }

    private void middle(String prefix) {
        int channels = config.deepest();
        resnet(prefix + "resnets.0.", channels, channels);
        if (config.midBlockAddAttention()) {
            String attention = prefix + "attentions.0.";
            norm(attention + "group_norm.", channels);
            for (String matrix : List.of("to_q.", "to_k.", "to_v.", "to_out.0.")) {
                put(attention + matrix + "weight", channels, channels);
                put(attention + matrix + "bias", channels);
            }
        }
        resnet(prefix + "resnets.1.", channels, channels);
    }

    private void resnets(String block, int count, int in, int out) {
        for (int i = 0; i < count; i++) {
            resnet(block + "resnets." + i + ".", i == 0 ? in : out, out);
        }
    }

    private void resnet(String prefix, int in, int out) {
        norm(prefix + "norm1.", in);
        conv(prefix + "conv1.", out, in, 3);
        norm(prefix + "norm2.", out);
        conv(prefix + "conv2.", out, out, 3);
        if (in != out) {
            conv(prefix + "conv_shortcut.", out, in, 1);
        }
    }

    private void norm(String prefix, int channels) {
        put(prefix + "weight", channels);
        put(prefix + "bias", channels);
    }

    private void conv(String prefix, int out, int in, int size) {
        put(prefix + "weight", out, in, size, size);
        put(prefix + "bias", out);
    }

    private void put(String name, long... shape) {
        parts.getLast().put(name, Arrays.stream(shape).boxed().toList());
    }
}
