// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

/** Random weights of the autoencoder; the sizes are those in its config.json. */
final class VaeWeights {

    private static final int[] CHANNELS = {16, 32, 32, 64};
    private static final int DEEPEST = 64;
    private static final int LATENT = 16;

    private final RandomWeights w;

    private VaeWeights(RandomWeights w) {
        this.w = w;
    }

    static RandomWeights vae(long seed) {
        RandomWeights w = new RandomWeights("vae", seed);
        VaeWeights weights = new VaeWeights(w);
        weights.encoder();
        weights.decoder();
        return w;
    }

    private void encoder() {
        w.smoothConv("encoder.conv_in", CHANNELS[0], 3, 1);
        int in = CHANNELS[0];
        for (int i = 0; i < CHANNELS.length; i++) {
            String block = "encoder.down_blocks." + i + ".";
            resnet(block + "resnets.0.", in, CHANNELS[i]);
            in = CHANNELS[i];
            if (i < CHANNELS.length - 1) {
                w.smoothConv(block + "downsamplers.0.conv", in, in, 1);
            }
        }
        middle("encoder.mid_block.");
        w.norm("encoder.conv_norm_out", DEEPEST);
        w.smoothConv("encoder.conv_out", 2 * LATENT, DEEPEST, 2);
    }

    private void decoder() {
        w.smoothConv("decoder.conv_in", DEEPEST, LATENT, 1);
        middle("decoder.mid_block.");
        int in = DEEPEST;
        for (int i = 0; i < CHANNELS.length; i++) {
            String block = "decoder.up_blocks." + i + ".";
            int out = CHANNELS[CHANNELS.length - 1 - i];
            resnet(block + "resnets.0.", in, out);
            resnet(block + "resnets.1.", out, out);
            in = out;
            if (i < CHANNELS.length - 1) {
                w.smoothConv(block + "upsamplers.0.conv", in, in, 1);
            }
        }
        w.norm("decoder.conv_norm_out", in);
        w.balancedSmoothConv("decoder.conv_out", 3, in, 0.35);
    }

    private void middle(String prefix) {
        resnet(prefix + "resnets.0.", DEEPEST, DEEPEST);
        String attention = prefix + "attentions.0.";
        w.norm(attention + "group_norm", DEEPEST);
        for (String matrix : new String[] {"to_q", "to_k", "to_v", "to_out.0"}) {
            w.linear(attention + matrix, DEEPEST, DEEPEST, 1);
        }
        resnet(prefix + "resnets.1.", DEEPEST, DEEPEST);
    }

    private void resnet(String prefix, int in, int out) {
        w.norm(prefix + "norm1", in);
        w.smoothConv(prefix + "conv1", out, in, 1);
        w.norm(prefix + "norm2", out);
        w.smoothConv(prefix + "conv2", out, out, 1);
        if (in != out) {
            w.normal(prefix + "conv_shortcut.weight", 0, 1 / Math.sqrt(in), out, in, 1, 1);
            w.constant(prefix + "conv_shortcut.bias", 0, out);
        }
    }
}
