// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillroom.torch.formats.Checkpoint;

/** The names that llama.cpp gives the tensors of a T5, as they are in GGUF files. */
final class GgmlT5Names {

    static final String BLOCKS = "enc.blk.";
    static final String TABLE = "token_embd.weight";
    private static final List<String> OF_T5 = List.of(TABLE, "enc.output_norm.weight", "enc.blk.0.attn_rel_b.weight");
    private static final Pattern BLOCK = Pattern.compile("encoder\\.block\\.(\\d+)\\.layer\\.(.*)\\.weight");
    private static final Map<String, String> IN_BLOCK = Map.of("0.layer_norm", "attn_norm",
            "0.SelfAttention.q", "attn_q", "0.SelfAttention.k", "attn_k", "0.SelfAttention.v", "attn_v",
            "0.SelfAttention.o", "attn_o", "0.SelfAttention.relative_attention_bias", "attn_rel_b",
            "1.layer_norm", "ffn_norm", "1.DenseReluDense.wo", "ffn_down");
    /** The gate is computed first, so the plain layer of the first T5 goes by the name of the other one. */
    private static final Map<String, String> FEED_FORWARD = Map.of("1.DenseReluDense.wi_0", "ffn_gate",
            "1.DenseReluDense.wi_1", "ffn_up", "1.DenseReluDense.wi", "ffn_up");

    private GgmlT5Names() {}

    static boolean in(Checkpoint checkpoint) {
        return OF_T5.stream().allMatch(checkpoint::has);
    }

    /** @param name as transformers has it */
    static String of(String name) {
        Matcher block = BLOCK.matcher(name);
        if (block.matches()) {
            String inside = IN_BLOCK.getOrDefault(block.group(2), FEED_FORWARD.get(block.group(2)));
            return BLOCKS + block.group(1) + "." + inside + ".weight";
        }
        return name.equals(T5Tensors.TABLE) ? TABLE : "enc.output_norm.weight";
    }
}
