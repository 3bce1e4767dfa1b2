// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.stillroom.diffusion.files.ModelFile.Part;

/** What steers a transformer by a picture: copies of its first blocks, with outputs of their own. */
final class ControlNets {

    private static final List<String> MARKS = List.of("controlnet_blocks.", "controlnet_x_embedder.",
            "controlnet_cond_embedding.", "controlnet_single_blocks.", "single_controlnet_blocks.", "control_model.",
            "input_hint_block.");

    /** What tells one from the others; the first that fits is meant. */
    private record Telling(String label, Predicate<Contents> fits) {}

    private static final List<Telling> TELLINGS = List.of(
            new Telling("FLUX.1 ControlNet (MistoLine)", has("controlnet_blocks.0.linear.")),
            new Telling("FLUX.1 ControlNet (XLabs)", has("controlnet_blocks.0.").and(has("double_blocks.0."))),
            new Telling("FLUX.1 ControlNet (Union)", has("controlnet_mode_embedder.")),
            new Telling("FLUX.1 ControlNet", has("controlnet_x_embedder.")),
            new Telling("SD3.5 large ControlNet (Stability AI)",
                    has("controlnet_blocks.0.").and(has("transformer_blocks.0.adaLN_modulation."))),
            new Telling("SD3.5 large ControlNet", has("pos_embed_input.").and(has("pos_embed.").negate())),
            new Telling("SD3 ControlNet", has("pos_embed_input.")),
            new Telling("SDXL ControlNet", has("control_add_embedding.").or(has("task_embedding"))),
            new Telling("SDXL ControlNet", has("add_embedding.").or(has("control_model.label_emb."))
                    .or(has("label_emb."))),
            new Telling("Stable Diffusion ControlNet", has("control_model.").or(has("controlnet_cond_embedding."))
                    .or(has("input_hint_block."))));

    private ControlNets() {}

    static Optional<Part> recognise(Contents contents) {
        boolean there = contents.tells(type -> type.contains("ControlNet"), all -> all.names().stream()
                .anyMatch(name -> MARKS.stream().anyMatch(name::startsWith)));
        return there ? Optional.of(Part.notRun(ModelKind.CONTROLNET, label(contents), contents.path()))
                : Optional.empty();
    }

    private static String label(Contents contents) {
        Optional<String> byNames = TELLINGS.stream().filter(telling -> telling.fits().test(contents)).findFirst()
                .map(Telling::label);
        return byNames.orElseGet(() -> switch (contents.type()) {
            case "FluxControlNetModel" -> "FLUX.1 ControlNet";
            case "SD3ControlNetModel" -> "SD3 ControlNet";
            default -> ModelKind.CONTROLNET.label();
        });
    }

    private static Predicate<Contents> has(String start) {
        return contents -> contents.anyName(name -> name.startsWith(start));
    }
}
