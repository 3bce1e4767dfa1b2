// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stillroom.diffusion.lora.LoraFile;
import org.stillroom.diffusion.lora.LoraPart;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.Reader;

/** What of a LoRA is lost because nothing takes it, so that a picture does not differ from others' without a word. */
final class LoraHints {

    private static final String ENCODERS = "org.stillroom.clipEncoder";
    private static final Map<LoraPart, String> TAKERS = Map.of(LoraPart.TRANSFORMER, "org.stillroom.denoiser",
            LoraPart.T5, "org.stillroom.t5Encoder", LoraPart.CLIP, ENCODERS, LoraPart.CLIP_L, ENCODERS,
            LoraPart.CLIP_G, ENCODERS);
    /** A row of LoRAs is not longer. */
    private static final int MOST_NODES = 1000;

    private LoraHints() {}

    static List<String> of(LoraFile file, ConfigureContext context) {
        List<String> hints = new ArrayList<>();
        if (!file.strays().isEmpty()) {
            hints.add(file.strays().size() + " tensors of it are not known from any LoRA and are not used: "
                    + file.strays().stream().limit(3).collect(Collectors.joining(", "))
                    + (file.strays().size() > 3 ? " and others" : "") + ".");
        }
        Set<String> readers = readers(context);
        Set<LoraPart> lost = EnumSet.noneOf(LoraPart.class);
        for (LoraPart part : file.parts()) {
            double strength = context.parameters().number(part == LoraPart.TRANSFORMER ? "strength" : "text_strength");
            if (strength != 0 && !readers.isEmpty() && !readers.contains(TAKERS.get(part))) {
                lost.add(part);
            }
        }
        if (!lost.isEmpty()) {
            boolean text = !lost.contains(LoraPart.TRANSFORMER);
            hints.add("It also changes " + lost.stream().map(LoraPart::label).collect(Collectors.joining(" and "))
                    + ", where its output is not wired: wire it there as well, or set its "
                    + (text ? "text strength" : "strength") + " to 0.");
        }
        return hints;
    }

    /** Types of the nodes that take what this one puts out, past other LoRAs. */
    private static Set<String> readers(ConfigureContext context) {
        List<Reader> all = new ArrayList<>(context.readers(LoraInput.PORT));
        for (int i = 0; i < all.size() && all.size() < MOST_NODES; i++) {
            all.addAll(all.get(i).readers(LoraInput.PORT));
        }
        return all.stream().map(reader -> reader.type().id()).collect(Collectors.toSet());
    }
}
