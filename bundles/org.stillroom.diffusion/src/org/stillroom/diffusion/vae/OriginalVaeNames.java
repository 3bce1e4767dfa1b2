// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of an AutoencoderKL's tensors in the original single files, such as FLUX.1's {@code ae.safetensors}. There the
 * decoder's blocks are numbered from the picture inwards, and the attention's matrices are 1x1 convolutions.
 */
final class OriginalVaeNames {

    private static final int BLOCKS = 4;
    private static final Pattern UP = Pattern.compile("up_blocks\\.(\\d)\\.");
    private static final Map<String, String> PARTS = parts();

    private OriginalVaeNames() {}

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("down_blocks.", "down.");
        parts.put("mid_block.attentions.0.group_norm.", "mid.attn_1.norm.");
        parts.put("mid_block.attentions.0.to_q.", "mid.attn_1.q.");
        parts.put("mid_block.attentions.0.to_k.", "mid.attn_1.k.");
        parts.put("mid_block.attentions.0.to_v.", "mid.attn_1.v.");
        parts.put("mid_block.attentions.0.to_out.0.", "mid.attn_1.proj_out.");
        parts.put("mid_block.resnets.0.", "mid.block_1.");
        parts.put("mid_block.resnets.1.", "mid.block_2.");
        parts.put("resnets.", "block.");
        parts.put("conv_shortcut.", "nin_shortcut.");
        parts.put("downsamplers.0.conv.", "downsample.conv.");
        parts.put("upsamplers.0.conv.", "upsample.conv.");
        parts.put("conv_norm_out.", "norm_out.");
        return parts;
    }

    /** The original name of a tensor that diffusers calls {@code name}. */
    static String of(String name) {
        Matcher up = UP.matcher(name);
        String original = up.replaceFirst(match -> "up." + (BLOCKS - 1 - Integer.parseInt(match.group(1))) + ".");
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            original = original.replace(part.getKey(), part.getValue());
        }
        return original;
    }

    /** The original shape of a tensor that has {@code shape} in diffusers' layout. */
    static List<Long> shape(String name, List<Long> shape) {
        if (!name.contains(".attentions.") || shape.size() != 2) {
            return shape;
        }
        List<Long> convolution = new ArrayList<>(shape);
        convolution.addAll(List.of(1L, 1L));
        return convolution;
    }
}
