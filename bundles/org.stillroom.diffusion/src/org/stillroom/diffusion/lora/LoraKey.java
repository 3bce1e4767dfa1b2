// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tensor's name in a LoRA, cut into the layer, as the file names it, and what the tensor is for it.
 *
 * @param layer with everything that stands before it
 */
record LoraKey(String layer, Role role) {

    /** PEFT's, which may have the name of an adapter in it: {@code .lora_A.default.weight}. */
    private static final Pattern PEFT = Pattern.compile(
            "(.+)\\.(lora_A|lora_B|lora_embedding_A|lora_embedding_B|lora_magnitude_vector|"
            + "(?:hada_w[12]|lokr_w[12])(?:_[ab])?)(?:\\.[^.]+)??(\\.weight|\\.bias)?");
    /** Of diffusers' attention processors, and of XLabs: {@code .to_q_lora.up.weight}, {@code .qkv_lora1.up.weight}. */
    private static final Pattern PROCESSOR = Pattern.compile("(.+_lora[12]?)\\.(up|down)\\.weight");

    private static final Map<String, Role> PEFT_ROLES = Map.ofEntries(
            Map.entry("lora_A", Role.DOWN), Map.entry("lora_B", Role.UP),
            Map.entry("lora_embedding_A", Role.OTHER_ALGORITHM), Map.entry("lora_embedding_B", Role.OTHER_ALGORITHM),
            Map.entry("lora_magnitude_vector", Role.MAGNITUDE),
            Map.entry("hada_w1_a", Role.HADA_1A), Map.entry("hada_w1_b", Role.HADA_1B),
            Map.entry("hada_w2_a", Role.HADA_2A), Map.entry("hada_w2_b", Role.HADA_2B),
            Map.entry("lokr_w1", Role.LOKR_1), Map.entry("lokr_w1_a", Role.LOKR_1A),
            Map.entry("lokr_w1_b", Role.LOKR_1B), Map.entry("lokr_w2", Role.LOKR_2),
            Map.entry("lokr_w2_a", Role.LOKR_2A), Map.entry("lokr_w2_b", Role.LOKR_2B));

    /** Of OFT and others, and of convolutions in LoHa and LoKr. */
    private static final List<String> OTHERS = List.of(".hada_t1", ".hada_t2", ".lokr_t1", ".lokr_t2", ".oft_blocks",
            ".oft_diag", ".oft_r", ".oft_R.weight", ".oft_R.default.weight", ".boft_R", ".boft_s", ".ia3_l",
            ".vera_lambda_b", ".vera_lambda_d");
    /** Names that other models might have, too. */
    private static final List<String> GLORA = List.of(".a1.weight", ".a2.weight", ".b1.weight", ".b2.weight",
            ".bm.weight");

    private static final Map<String, Role> ENDS = ends();

    private static Map<String, Role> ends() {
        Map<String, Role> ends = new LinkedHashMap<>();
        ends.put(".lora_up.weight", Role.UP);
        ends.put(".lora_down.weight", Role.DOWN);
        ends.put(".lora_mid.weight", Role.MID);
        ends.put(".lora.up.weight", Role.UP);
        ends.put(".lora.down.weight", Role.DOWN);
        ends.put(".lora_linear_layer.up.weight", Role.UP);
        ends.put(".lora_linear_layer.down.weight", Role.DOWN);
        ends.put(".lora.alpha", Role.ALPHA);
        ends.put(".alpha", Role.ALPHA);
        ends.put(".dora_scale", Role.MAGNITUDE);
        ends.put(".diff", Role.DIFFERENCE);
        ends.put(".w_norm", Role.DIFFERENCE);
        ends.put(".diff_b", Role.BIAS_DIFFERENCE);
        ends.put(".b_norm", Role.BIAS_DIFFERENCE);
        ends.put(".set_weight", Role.WEIGHT);
        ends.put(".reshape_weight", Role.RESHAPE);
        OTHERS.forEach(end -> ends.put(end, Role.OTHER_ALGORITHM));
        GLORA.forEach(end -> ends.put(end, Role.OTHER_ALGORITHM));
        return ends;
    }

    /** The weights of layers that a LoRA gives new ones; looked at last. */
    private static final Map<String, Role> WHOLE =
            Map.of(".weight", Role.WEIGHT, ".scale", Role.WEIGHT, ".bias", Role.BIAS);

    /** Empty where a name tells nothing. */
    static Optional<LoraKey> of(String name) {
        for (Map.Entry<String, Role> end : ENDS.entrySet()) {
            if (name.endsWith(end.getKey()) && name.length() > end.getKey().length()) {
                return Optional.of(cut(name, end.getKey(), end.getValue()));
            }
        }
        Matcher processor = PROCESSOR.matcher(name);
        if (processor.matches()) {
            return Optional.of(new LoraKey(processor.group(1), processor.group(2).equals("up") ? Role.UP : Role.DOWN));
        }
        Matcher peft = PEFT.matcher(name);
        if (peft.matches()) {
            return peft(peft);
        }
        return WHOLE.entrySet().stream().filter(end -> name.endsWith(end.getKey()))
                .filter(end -> name.length() > end.getKey().length())
                .map(end -> cut(name, end.getKey(), end.getValue())).findFirst();
    }

    /** Whether a name tells that a file is a LoRA, although what it holds is not computed. */
    static boolean isOfOtherAlgorithm(String name) {
        return OTHERS.stream().anyMatch(name::endsWith);
    }

    private static LoraKey cut(String name, String end, Role role) {
        return new LoraKey(name.substring(0, name.length() - end.length()), role);
    }

    private static Optional<LoraKey> peft(Matcher peft) {
        Role role = PEFT_ROLES.get(peft.group(2));
        if (!".bias".equals(peft.group(3))) {
            return Optional.of(new LoraKey(peft.group(1), role));
        }
        return role == Role.UP ? Optional.of(new LoraKey(peft.group(1), Role.UP_BIAS)) : Optional.empty();
    }
}
