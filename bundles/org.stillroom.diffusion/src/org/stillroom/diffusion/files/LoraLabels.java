// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.stillroom.diffusion.family.ModelFamily;
import org.stillroom.diffusion.lora.LoraFile;
import org.stillroom.diffusion.lora.LoraPart;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/** What LoRAs are for, in words. */
final class LoraLabels {

    private static final String LORA = "LoRA for ";
    /** Released widths of a model whose layers several families have by the same names. */
    private static final Map<Long, String> WIDTHS = Map.of(3072L, "FLUX.1", 1536L, "SD3", 2432L, "SD3");
    private static final Pattern ATTENTION = Pattern.compile("transformer_blocks_\\d+_attn_to_[qkv]");
    private static final Map<Pattern, String> OTHERS = others();

    private static Map<Pattern, String> others() {
        Map<Pattern, String> others = new LinkedHashMap<>();
        others.put(Pattern.compile("(down|up|input|output|mid|middle)_blocks?_.*"), "Stable Diffusion or SDXL");
        others.put(Pattern.compile("transformer_blocks_\\d+_(img|txt)_(mod|mlp)_.*"), "Qwen-Image");
        others.put(Pattern.compile("blocks_\\d+_(self_attn|cross_attn|ffn)_.*"), "Wan");
        others.put(Pattern.compile("(single_transformer_blocks_\\d+_attn_to_qkv_mlp_proj|double_stream_mod.*)"),
                "FLUX.2");
        return others;
    }

    private LoraLabels() {}

    /** Of LoRAs for transformers that only other programs run. */
    static Optional<String> foreign(Checkpoint checkpoint) {
        List<String> layers;
        try {
            layers = LoraFile.of(checkpoint).transformerLayers();
        } catch (CheckpointException e) {
            // a LoRA that its reader refuses is that all the same
            return Optional.empty();
        }
        return OTHERS.entrySet().stream()
                .filter(other -> layers.stream().anyMatch(layer -> other.getKey().matcher(layer).matches()))
                .map(other -> LORA + other.getValue()).findFirst();
    }

    /** Such as {@code LoRA for FLUX.1 and CLIP-L}. */
    static String of(LoraFile file) {
        List<String> whats = new ArrayList<>();
        for (LoraPart part : file.parts()) {
            whats.add(part == LoraPart.TRANSFORMER ? families(file) : part.label());
        }
        int last = whats.size() - 1;
        return LORA + (last < 1 ? String.join("", whats)
                : String.join(", ", whats.subList(0, last)) + " and " + whats.get(last));
    }

    private static String families(LoraFile file) {
        String said = said(file);
        if (said.contains("chroma")) {
            return "Chroma";
        }
        List<String> layers = file.transformerLayers();
        Set<String> found = new TreeSet<>();
        for (ModelFamily family : ModelFamily.all()) {
            if (layers.stream().anyMatch(layer -> family.ownLayers().stream().anyMatch(layer::startsWith))) {
                found.add(family.label());
            }
        }
        if (found.isEmpty()) {
            layers.stream().filter(layer -> ATTENTION.matcher(layer).matches()).findFirst()
                    .map(layer -> WIDTHS.get(file.width(layer).orElse(0))).ifPresent(found::add);
        }
        if (found.isEmpty() && (file.parts().contains(LoraPart.CLIP_G) || said.startsWith("sd3"))) {
            found.add("SD3");
        }
        return found.size() == 1 ? found.iterator().next() : "a transformer";
    }

    private static String said(LoraFile file) {
        return file.metadata().getOrDefault("ss_base_model_version", "")
                + file.metadata().getOrDefault("modelspec.architecture", "");
    }
}
