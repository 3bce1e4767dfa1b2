// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way in which programs name the layers that their LoRAs change. A new one is a line in {@link #ALL}. Mostly they
 * differ in what stands before a layer's name alone; what layers are called, {@link LoraTargets} knows from the models.
 */
@FunctionalInterface
interface LoraStyle {

    /**
     * Which layer of what is meant.
     *
     * @param name of the layer as {@link LoraTargets} may know it
     * @param leading whether only the first rows of a fused layer may be meant
     */
    record Named(LoraPart part, String name, boolean leading) {}

    /** Looked through in this order; the last one takes every name. */
    List<LoraStyle> ALL = List.of(LoraStyle::xlabs,
            before("lora_unet_", LoraPart.TRANSFORMER), before("lora_transformer_", LoraPart.TRANSFORMER),
            encoder("lora_te_", LoraPart.CLIP_L), encoder("lora_te1_", LoraPart.CLIP_L),
            encoder("lora_te2_", LoraPart.CLIP_G), encoder("lora_te3_", LoraPart.T5),
            before("transformer.", LoraPart.TRANSFORMER), before("unet.", LoraPart.TRANSFORMER),
            encoder("text_encoder.", LoraPart.CLIP_L), encoder("text_encoder_2.", LoraPart.CLIP_G),
            encoder("text_encoder_3.", LoraPart.T5),
            before("model.diffusion_model.", LoraPart.TRANSFORMER), before("diffusion_model.", LoraPart.TRANSFORMER),
            before("clip_l.transformer.", LoraPart.CLIP_L), before("clip_g.transformer.", LoraPart.CLIP_G),
            before("t5xxl.transformer.", LoraPart.T5),
            name -> Optional.of(new Named(partOf(name, LoraPart.CLIP), name, false)));

    /** Stand before another style's name. */
    List<String> WRAPPERS = List.of("base_model.model.", "lycoris_", "text_encoders.");

    Pattern T5 = Pattern.compile("(?:^|.*[._])encoder[._]block[._]\\d+[._].*");
    Pattern CLIP = Pattern.compile("(?:^|.*[._])text_model[._].*|encoder[._]layers[._]\\d+[._].*");
    Pattern XLABS = Pattern.compile("(?:diffusion_model\\.)?((?:double|single)_blocks\\.\\d+\\.)processor\\."
            + "(qkv|proj)_lora([12]?)");
    /** Of diffusers, before it used PEFT. */
    Pattern PROCESSOR = Pattern.compile("(.+)\\.processor\\.(.+)_lora");

    /** What a file's name of a layer means in this style; empty if it is another one's. */
    Optional<Named> read(String layer);

    static Named of(String layer) {
        String inner = layer;
        for (String wrapper : WRAPPERS) {
            inner = after(wrapper, inner).orElse(inner);
        }
        Matcher processor = PROCESSOR.matcher(inner);
        String plain = processor.matches() && !XLABS.matcher(inner).matches()
                ? processor.group(1) + "." + processor.group(2).replaceFirst("^to_out$", "to_out.0")
                : inner.replace(".base_layer", "");
        return ALL.stream().flatMap(style -> style.read(plain).stream()).findFirst().orElseThrow();
    }

    private static LoraStyle before(String prefix, LoraPart part) {
        return layer -> after(prefix, layer).map(name -> new Named(part, name, false));
    }

    /** Of a text encoder, by its number; files of all programs agree on what is a T5 by its layers' names alone. */
    private static LoraStyle encoder(String prefix, LoraPart clip) {
        return layer -> after(prefix, layer).map(name ->
                new Named(T5.matcher(name).matches() ? LoraPart.T5 : clip, name, false));
    }

    private static Optional<String> after(String prefix, String layer) {
        return layer.startsWith(prefix) ? Optional.of(layer.substring(prefix.length())) : Optional.empty();
    }

    private static LoraPart partOf(String name, LoraPart clip) {
        return T5.matcher(name).matches() ? LoraPart.T5
                : CLIP.matcher(name).matches() ? clip : LoraPart.TRANSFORMER;
    }

    /** 1 is the stream of the image, 2 that of the text; of a single block, attention alone is in {@code linear1}. */
    private static Optional<Named> xlabs(String layer) {
        Matcher matcher = XLABS.matcher(layer);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean qkv = matcher.group(2).equals("qkv");
        String name = switch (matcher.group(3)) {
            case "1" -> "img_attn." + matcher.group(2);
            case "2" -> "txt_attn." + matcher.group(2);
            default -> qkv ? "linear1" : "linear2";
        };
        return Optional.of(new Named(LoraPart.TRANSFORMER, matcher.group(1) + name, qkv));
    }
}
