// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.torch.Weights;

/** What the encoder and the decoder of an AutoencoderKL have in common. */
final class KlBlocks {

    private KlBlocks() {}

    static void resnets(Chain x, Weights weights, String prefix, int count, VaeConfig config) {
        for (int i = 0; i < count; i++) {
            x.then("resnet", weights, prefix + "resnets." + i + ".", config.normNumGroups());
        }
    }

    static void middle(Chain x, Weights weights, String prefix, VaeConfig config) {
        x.then("resnet", weights, prefix + "resnets.0.", config.normNumGroups());
        if (config.midBlockAddAttention()) {
            x.then("attention", weights, prefix + "attentions.0.", config.normNumGroups());
        }
        x.then("resnet", weights, prefix + "resnets.1.", config.normNumGroups());
    }
}
